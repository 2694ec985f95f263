package moonlet.lua.process;

import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.SealedTable;
import moonlet.protocol.ErrorKind;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The module {@code hash} (specification §11). What is long is hashed in pieces. */
final class HashModule {
    private static final int PIECE_BYTES = 16 << 10;
    private static final int BYTES_PER_REDUCTION = 32;
    private static final int REDUCTIONS = 10;

    private HashModule() {}

    static SealedTable create() {
        SealedTable hash = new SealedTable("hash");
        digest(hash, "md5", "MD5");
        digest(hash, "sha1", "SHA-1");
        digest(hash, "sha256", "SHA-256");
        digest(hash, "sha512", "SHA-512");
        return hash.with(new Builtin("fnv32", args -> fnv(args, "fnv32", Fnv.OF_32)))
                .with(new Builtin("fnv64", args -> fnv(args, "fnv64", Fnv.OF_64)))
                .seal();
    }

    private static void digest(SealedTable hash, String name, String algorithm) {
        String hmac = "hmac_" + name;
        String mac = "Hmac" + algorithm.replace("-", "");
        hash.with(new Builtin(name, args -> plain(args, name, algorithm)))
                .with(new Builtin(hmac, args -> keyed(args, hmac, mac)));
    }

    private static Varargs plain(Varargs args, String name, String algorithm) {
        if (!(args.arg1() instanceof LuaString text)) {
            return noString(name, "data", args.arg1());
        }
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            inPieces(text, digest::update);
            return shown(digest.digest(), args.arg(2));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has them
        }
    }

    private static Varargs keyed(Varargs args, String name, String algorithm) {
        if (!(args.arg1() instanceof LuaString text)) {
            return noString(name, "data", args.arg1());
        }
        if (!(args.arg(2) instanceof LuaString secret)) {
            return noString(name, "secret", args.arg(2));
        }
        try {
            Mac mac = Mac.getInstance(algorithm);
            byte[] key = new byte[Math.max(1, secret.m_length)]; // one zero is as good as none
            secret.copyInto(0, key, 0, secret.m_length);
            Meter.current().charge(key.length / BYTES_PER_REDUCTION);
            mac.init(new SecretKeySpec(key, algorithm));
            inPieces(text, mac::update);
            return shown(mac.doFinal(), args.arg(3));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible); // every JDK has them
        }
    }

    private static Varargs fnv(Varargs args, String name, Fnv fnv) {
        if (!(args.arg1() instanceof LuaString text)) {
            return noString(name, "data", args.arg1());
        }
        Fnv.Running running = fnv.start();
        inPieces(text, running::add);
        return LuaValue.valueOf(running.number());
    }

    private static void inPieces(LuaString text, Piece piece) {
        Meter meter = Meter.current();
        for (int at = 0; at < text.m_length; at += PIECE_BYTES) {
            int length = Math.min(PIECE_BYTES, text.m_length - at);
            meter.charge(REDUCTIONS + length / BYTES_PER_REDUCTION);
            piece.add(text.m_bytes, text.m_offset + at, length);
        }
    }

    private static LuaString shown(byte[] hash, LuaValue raw) {
        return raw.toboolean()
                ? LuaString.valueUsing(hash)
                : LuaString.valueUsing(
                        HexFormat.of().formatHex(hash).getBytes(StandardCharsets.US_ASCII));
    }

    private static Varargs noString(String name, String what, LuaValue found) {
        return Fault.results(
                ErrorKind.INVALID,
                "hash." + name + ": " + what + " must be a string, got " + found.typename());
    }

    /** Takes the next bytes. */
    @FunctionalInterface
    interface Piece {
        void add(byte[] bytes, int offset, int length);
    }
}
