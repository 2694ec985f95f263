package moonlet.lua.process;

import com.google.protobuf.ByteString;

import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;
import moonlet.protocol.codec.BadWire;
import moonlet.protocol.codec.EncodedPayload;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what {@link PackedWriter} wrote, and charges the running process for it. Never trusts the
 * bytes: a count is believed only as far as there are bytes for it.
 */
final class PackedReader {
    private static final int DEPTH_MAX = 1_000; // well above messageDepthMax
    private static final int TABLE_BYTES = 56;
    private static final int CHARGE_SHIFT = 6;

    private final byte[] bytes;
    private final Meter meter = Meter.current();
    private final List<LuaTable> tables = new ArrayList<>(1);
    private int at;

    private PackedReader(ByteString bytes) {
        this.bytes = bytes.toByteArray();
    }

    /**
     * Reads a payload.
     *
     * @throws BadWire if the bytes are none
     */
    static LuaPayload read(ByteString bytes) {
        PackedReader reader = new PackedReader(bytes);
        reader.meter.charge(1 + (bytes.size() >> CHARGE_SHIFT));
        if (bytes.isEmpty() || reader.next() != Packed.VERSION) {
            throw new BadWire("values of an unknown version");
        }
        int count = reader.count();
        LuaValue[] values = new LuaValue[count];
        for (int i = 0; i < count; i++) {
            values[i] = reader.value(reader.next(), 0);
        }
        if (reader.at != bytes.size()) {
            throw new BadWire("bytes after the last value: " + (bytes.size() - reader.at));
        }
        return count == 0
                ? LuaPayload.NOTHING
                : new LuaPayload(
                        count == 1 ? values[0] : LuaValue.varargsOf(values),
                        new EncodedPayload(bytes).bytes());
    }

    private LuaValue value(int tag, int depth) {
        if (tag >= Packed.SMALL_INTEGER) {
            int small = tag & 0x7f;
            if (small < Packed.SMALL) {
                return LuaValue.valueOf(small);
            }
            throw unknown(tag);
        }
        if (tag >= Packed.SMALL_STRING) {
            return string(tag & 0x3f);
        }
        return switch (tag) {
            case Packed.NIL -> LuaValue.NIL;
            case Packed.FALSE -> LuaValue.FALSE;
            case Packed.TRUE -> LuaValue.TRUE;
            case Packed.INTEGER -> {
                int zigzag = number();
                yield LuaValue.valueOf(zigzag >>> 1 ^ -(zigzag & 1));
            }
            case Packed.DOUBLE -> LuaValue.valueOf(Double.longBitsToDouble(eightBytes()));
            case Packed.STRING -> string(count());
            case Packed.TABLE -> table(depth);
            case Packed.REFERENCE -> reference();
            case Packed.FAILURE -> failure();
            default -> throw unknown(tag);
        };
    }

    private LuaString string(int length) {
        need(length);
        byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        meter.allocate(length);
        return LuaString.valueUsing(copy);
    }

    private LuaTable table(int depth) {
        if (depth >= DEPTH_MAX) {
            throw new BadWire("tables are nested deeper than " + DEPTH_MAX);
        }
        int items = count();
        meter.allocate(TABLE_BYTES);
        LuaTable table = new Table(items, 0);
        tables.add(table);
        for (int i = 1; i <= items; i++) {
            table.rawset(i, value(next(), depth + 1));
        }
        for (int tag = next(); tag != Packed.END; tag = next()) {
            LuaValue key = value(tag, depth + 1);
            LuaValue value = value(next(), depth + 1);
            if (key.isnil() || key.type() == LuaValue.TNUMBER && Double.isNaN(key.todouble())) {
                throw new BadWire("a table key that is nil or not a number");
            }
            table.rawset(key, value);
        }
        return table;
    }

    private LuaTable reference() {
        int number = number();
        if (number < 0 || number >= tables.size()) {
            throw new BadWire("a reference to table " + number + " of " + tables.size());
        }
        return tables.get(number);
    }

    private Fault failure() {
        String kind = text();
        String message = text();
        int retryable = next();
        int stackTag = next();
        String stack = stackTag == Packed.NIL ? null : text(stackTag);
        Payload details = null;
        if (next() == Packed.TRUE) {
            int size = count();
            need(size);
            details = new EncodedPayload(ByteString.copyFrom(bytes, at, size));
            at += size;
        }
        Boolean again = retryable == Packed.NIL ? null : (Boolean) (retryable == Packed.TRUE);
        return new Fault(new Failure(ErrorKind.of(kind), message, again, details, stack));
    }

    private String text() {
        return text(next());
    }

    private String text(int tag) {
        if (value(tag, DEPTH_MAX) instanceof LuaString text) {
            return Utf8.string(text);
        }
        throw new BadWire("a failure without its texts");
    }

    /** A number of things that each take at least one of the bytes that are left. */
    private int count() {
        int count = number();
        if (count < 0 || count > bytes.length - at) {
            throw new BadWire(
                    "a count of "
                            + (count & 0xffffffffL)
                            + " in "
                            + (bytes.length - at)
                            + " bytes");
        }
        return count;
    }

    private int number() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = next();
            value |= (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new BadWire("a number of more than five bytes");
    }

    private long eightBytes() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | next();
        }
        return value;
    }

    private int next() {
        need(1);
        return bytes[at++] & 0xff;
    }

    private void need(int more) {
        if (more > bytes.length - at) {
            throw new BadWire("values end in the middle");
        }
    }

    private static BadWire unknown(int tag) {
        return new BadWire("an unknown kind of value: " + tag);
    }
}
