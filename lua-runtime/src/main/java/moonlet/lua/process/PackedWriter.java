package moonlet.lua.process;

import com.google.protobuf.ByteString;

import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;
import moonlet.protocol.codec.EncodedPayload;

import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Writes copied values as bytes for another node; {@link Packed} says how. A table or failure that
 * is met again becomes a reference, so cycles and shared tables keep their shape.
 */
final class PackedWriter {
    private static final int NEW = -1;
    private static final int AROUND_TEXT_BYTES = 16;

    private final PackedBuffer to;
    private final int detailsLeft;
    private LuaValue first; // until a second one makes the map worth while
    private Map<LuaValue, Integer> others;

    private PackedWriter(LuaPayload payload, int detailsLeft) {
        this.to = new PackedBuffer(expected(payload));
        this.detailsLeft = detailsLeft;
    }

    /** How many bytes it may become; of a text that is not large, that is known. */
    private static int expected(LuaPayload payload) {
        return payload.values() instanceof LuaString text
                ? AROUND_TEXT_BYTES + text.m_length
                : payload.bytes() / 2;
    }

    static ByteString write(LuaPayload payload) {
        return write(payload, Packed.DETAILS_MAX);
    }

    private static ByteString write(LuaPayload payload, int detailsLeft) {
        PackedWriter writer = new PackedWriter(payload, detailsLeft);
        writer.to.put(Packed.VERSION);
        Varargs values = payload.values();
        writer.to.number(values.narg());
        for (int i = 1; i <= values.narg(); i++) {
            writer.value(values.arg(i));
        }
        return writer.to.finish();
    }

    private void value(LuaValue value) {
        switch (value) {
            case LuaString string -> string(string);
            case LuaTable table -> {
                if (isNew(table)) {
                    table((Table) table);
                }
            }
            case LuaInteger whole -> whole(whole.v);
            case Fault fault -> {
                if (isNew(fault)) {
                    failure(fault.failure());
                }
            }
            default -> {
                switch (value.type()) {
                    case LuaValue.TNUMBER -> {
                        to.put(Packed.DOUBLE);
                        to.eightBytes(Double.doubleToRawLongBits(value.todouble()));
                    }
                    case LuaValue.TBOOLEAN ->
                            to.put(value.toboolean() ? Packed.TRUE : Packed.FALSE);
                    default -> to.put(Packed.NIL);
                }
            }
        }
    }

    private void whole(int value) {
        if (value >= 0 && value < Packed.SMALL) {
            to.put(Packed.SMALL_INTEGER | value);
        } else {
            to.put(Packed.INTEGER);
            to.number(value << 1 ^ value >> 31);
        }
    }

    private void string(LuaString string) {
        int length = string.m_length;
        if (length < Packed.SMALL) {
            to.put(Packed.SMALL_STRING | length);
        } else {
            to.put(Packed.STRING);
            to.number(length);
        }
        to.all(string);
    }

    private void table(Table table) {
        int items = table.listed();
        to.put(Packed.TABLE);
        to.number(items);
        to.number(table.fields());
        for (int i = 1; i <= items; i++) {
            LuaValue item = table.findInList(i);
            value(item == null ? LuaValue.NIL : item);
        }
        for (int place = 0; place < table.fieldPlaces(); place++) {
            LuaValue value = table.fieldAt(place);
            if (value != null) {
                value(table.keyAt(place));
                value(value);
            }
        }
    }

    /** Writes a reference to what was written before. */
    private boolean isNew(LuaValue value) {
        int known = known(value);
        if (known == NEW) {
            return true;
        }
        to.put(Packed.REFERENCE);
        to.number(known);
        return false;
    }

    private int known(LuaValue value) {
        if (first == null) {
            first = value;
            return NEW;
        }
        if (value == first) {
            return 0;
        }
        if (others == null) {
            others = new IdentityHashMap<>();
        }
        Integer known = others.putIfAbsent(value, others.size() + 1);
        return known == null ? NEW : known;
    }

    private void failure(Failure failure) {
        to.put(Packed.FAILURE);
        text(failure.kind().text());
        text(failure.message());
        to.put(
                failure.retryable() == null
                        ? Packed.NIL
                        : failure.retryable() ? Packed.TRUE : Packed.FALSE);
        if (failure.stack() == null) {
            to.put(Packed.NIL);
        } else {
            text(failure.stack());
        }
        if (failure.details() == null || detailsLeft == 0) {
            to.put(Packed.NIL);
        } else {
            ByteString details = details(failure.details());
            to.put(Packed.TRUE);
            to.number(details.size());
            to.all(details);
        }
    }

    private ByteString details(Payload details) {
        return details instanceof EncodedPayload(ByteString content)
                ? content
                : write((LuaPayload) details, detailsLeft - 1);
    }

    private void text(String text) {
        string(Utf8.bytes(text));
    }
}
