package moonlet.lua.process;

import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** The module {@code uuid} (specification §11). Shared by all processes of a node. */
final class UuidModule {
    private static final int REDUCTIONS = 10;
    private static final int BYTES_PER_REDUCTION = 32;
    private static final int NAME_BYTES_MAX = 64 << 10;
    private static final int STEPS_PER_SECOND = 10_000_000;
    private static final double MILLIS_PER_SECOND = 1000;

    private final Uuids uuids;

    private UuidModule(Uuids uuids) {
        this.uuids = uuids;
    }

    static SealedTable create(Clock clock, SecureRandom random) {
        UuidModule uuid = new UuidModule(new Uuids(clock, random));
        return new SealedTable("uuid")
                .with(new Builtin("v1", args -> made(uuid.uuids::timeBased)))
                .with(new Builtin("v3", args -> named(args, "uuid.v3", "MD5", 3)))
                .with(new Builtin("v4", args -> made(uuid.uuids::random)))
                .with(new Builtin("v5", args -> named(args, "uuid.v5", "SHA-1", 5)))
                .with(new Builtin("v7", args -> made(uuid.uuids::timeOrdered)))
                .with(new Builtin("validate", args -> LuaValue.valueOf(read(args) != null)))
                .with(of("version", u -> LuaValue.valueOf(u.version())))
                .with(of("variant", u -> variant(u)))
                .with(of("parse", UuidModule::parse))
                .with(new Builtin("format", UuidModule::format))
                .seal();
    }

    private static Varargs made(Supplier<UUID> make) {
        Meter.current().charge(REDUCTIONS);
        return text(Pinned.call(make));
    }

    private static Varargs named(Varargs args, String function, String algorithm, int version) {
        UUID namespace = read(args);
        if (namespace == null) {
            return invalid(function, "the namespace is no UUID");
        }
        if (!(args.arg(2) instanceof LuaString name) || name.m_length > NAME_BYTES_MAX) {
            return invalid(function, "name must be a string of up to " + NAME_BYTES_MAX + " bytes");
        }
        Meter.current().charge(REDUCTIONS + name.m_length / BYTES_PER_REDUCTION);
        byte[] bytes = new byte[name.m_length];
        name.copyInto(0, bytes, 0, name.m_length);
        return text(Uuids.named(namespace, bytes, algorithm, version));
    }

    private static Builtin of(String name, Function<UUID, Varargs> what) {
        return new Builtin(
                name,
                args -> {
                    UUID uuid = read(args);
                    return uuid == null ? invalid("uuid." + name, "no UUID") : what.apply(uuid);
                });
    }

    private static LuaString variant(UUID uuid) {
        return Utf8.bytes(
                switch (uuid.variant()) {
                    case 0 -> "NCS";
                    case 2 -> "RFC4122";
                    case 6 -> "Microsoft";
                    default -> "Future";
                });
    }

    /** The time is in Unix seconds, with a fraction. */
    private static LuaTable parse(UUID uuid) {
        LuaTable parts = new Table();
        parts.set("version", LuaValue.valueOf(uuid.version()));
        parts.set("variant", variant(uuid));
        if (uuid.version() == 1 && uuid.variant() == 2) {
            double steps = uuid.timestamp() - Uuids.GREGORIAN_STEPS;
            parts.set("timestamp", LuaValue.valueOf(steps / STEPS_PER_SECOND));
            parts.set("node", Utf8.bytes(String.format("%012x", uuid.node())));
        } else if (uuid.version() == 7) {
            long millis = uuid.getMostSignificantBits() >>> 16;
            parts.set("timestamp", LuaValue.valueOf(millis / MILLIS_PER_SECOND));
        }
        return parts;
    }

    private static Varargs format(Varargs args) {
        UUID uuid = read(args);
        if (uuid == null) {
            return invalid("uuid.format", "no UUID");
        }
        String form =
                args.arg(2) instanceof LuaString name
                        ? Utf8.string(name)
                        : args.arg(2).isnil() ? "standard" : args.arg(2).typename();
        return switch (form) {
            case "standard" -> text(uuid);
            case "simple" -> Utf8.bytes(uuid.toString().replace("-", ""));
            case "urn" -> Utf8.bytes("urn:uuid:" + uuid);
            default ->
                    invalid(
                            "uuid.format",
                            "unknown format; expected \"standard\", \"simple\" or \"urn\"");
        };
    }

    private static UUID read(Varargs args) {
        Meter.current().charge(REDUCTIONS);
        return args.arg1() instanceof LuaString text
                ? Uuids.read(text.m_bytes, text.m_offset, text.m_length)
                : null;
    }

    private static LuaString text(UUID uuid) {
        return Utf8.bytes(uuid.toString());
    }

    private static Varargs invalid(String function, String text) {
        return Fault.results(ErrorKind.INVALID, function + ": " + text);
    }
}
