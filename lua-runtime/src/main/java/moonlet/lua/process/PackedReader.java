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
import java.util.List;

/** Reads what {@link PackedWriter} wrote, and charges a process for it. */
final class PackedReader {
    private static final int CHARGE_SHIFT = 6;
    private static final int VALUE_BYTES_MIN = 1;
    private static final int FIELD_BYTES_MIN = 2;

    private final PackedInput from;
    private final Meter meter;
    private final List<LuaValue> seen = new ArrayList<>(1); // what a reference can mean

    private PackedReader(ByteString bytes, Meter meter) {
        this.from = new PackedInput(bytes);
        this.meter = meter;
    }

    /**
     * Reads a payload.
     *
     * @param meter whose work it is; it need not be what runs now
     * @throws BadWire if the bytes are none
     */
    static LuaPayload read(ByteString bytes, Meter meter) {
        meter.owe(1 + (bytes.size() >> CHARGE_SHIFT));
        PackedReader reader = new PackedReader(bytes, meter);
        int version = reader.from.next();
        if (version != Packed.VERSION) {
            throw new BadWire(
                    "values of version " + version + "; this node reads " + Packed.VERSION);
        }
        LuaValue[] values = new LuaValue[reader.from.count(VALUE_BYTES_MIN)];
        for (int i = 0; i < values.length; i++) {
            values[i] = reader.counted(0);
        }
        if (reader.from.left() > 0) {
            throw new BadWire("bytes after the last value: " + reader.from.left());
        }
        return switch (values.length) {
            case 0 -> LuaPayload.NOTHING;
            case 1 -> new LuaPayload(values[0], EncodedPayload.bytes(bytes));
            default -> new LuaPayload(LuaValue.varargsOf(values), EncodedPayload.bytes(bytes));
        };
    }

    private LuaValue counted(int depth) {
        from.counted(VALUE_BYTES_MIN);
        return value(depth);
    }

    private LuaValue value(int depth) {
        int tag = from.next();
        if ((tag & ~(Packed.SMALL - 1)) == Packed.SMALL_INTEGER) {
            return LuaValue.valueOf(tag & Packed.SMALL - 1);
        }
        return switch (tag) {
            case Packed.NIL -> LuaValue.NIL;
            case Packed.FALSE -> LuaValue.FALSE;
            case Packed.TRUE -> LuaValue.TRUE;
            case Packed.INTEGER -> {
                int zigzag = from.number();
                yield LuaValue.valueOf(zigzag >>> 1 ^ -(zigzag & 1));
            }
            case Packed.DOUBLE -> LuaValue.valueOf(Double.longBitsToDouble(from.eightBytes()));
            case Packed.TABLE -> table(depth);
            case Packed.REFERENCE -> reference();
            case Packed.FAILURE -> failure();
            default -> string(tag);
        };
    }

    private LuaString string(int tag) {
        int length;
        if (tag == Packed.STRING) {
            length = from.number();
        } else if ((tag & ~(Packed.SMALL - 1)) == Packed.SMALL_STRING) {
            length = tag & Packed.SMALL - 1;
        } else {
            throw new BadWire("an unknown kind of value: " + tag);
        }
        LuaString string = from.string(length);
        meter.oweMemory(length);
        return string;
    }

    private LuaTable table(int depth) {
        if (depth >= Packed.DEPTH_MAX) {
            throw new BadWire("tables are nested deeper than " + Packed.DEPTH_MAX);
        }
        int items = from.count(VALUE_BYTES_MIN);
        int fields = from.count(FIELD_BYTES_MIN);
        Table table = Table.create(items, fields, meter);
        seen.add(table);
        for (int i = 1; i <= items; i++) {
            table.rawset(i, counted(depth + 1));
        }
        for (int i = 0; i < fields; i++) {
            LuaValue key = counted(depth + 1);
            LuaValue value = counted(depth + 1);
            if (!key.isvalidkey()) {
                throw new BadWire("a table key that is nil or not a number");
            }
            table.rawset(key, value);
        }
        return table;
    }

    private LuaValue reference() {
        int number = from.number();
        if (number < 0 || number >= seen.size()) {
            throw new BadWire("a reference to number " + number + " of " + seen.size());
        }
        return seen.get(number);
    }

    private Fault failure() {
        String kind = text(from.next());
        String message = text(from.next());
        Boolean retryable = truth(from.next());
        int tag = from.next();
        String stack = tag == Packed.NIL ? null : text(tag);
        Payload details =
                truth(from.next()) == null ? null : new EncodedPayload(from.bytes(from.number()));
        Fault fault =
                new Fault(new Failure(ErrorKind.of(kind), message, retryable, details, stack));
        seen.add(fault);
        return fault;
    }

    private String text(int tag) {
        return Utf8.string(string(tag));
    }

    private static Boolean truth(int tag) {
        return switch (tag) {
            case Packed.NIL -> null;
            case Packed.FALSE -> false;
            case Packed.TRUE -> true;
            default -> throw new BadWire("a failure where true is " + tag);
        };
    }
}
