package moonlet.lua.process;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

import moonlet.lua.engine.Utf8;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Writes copied values as bytes for another node; {@link Packed} says how. A table that is met
 * again becomes a reference, so cycles and shared tables keep their shape.
 */
final class PackedWriter {
    private static final int FIRST_BYTES = 128;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;
    private Map<LuaTable, Integer> tables;
    private LuaTable firstTable; // until a second one makes the map worth while
    private int tableCount;

    private PackedWriter() {}

    static ByteString write(LuaPayload payload) {
        PackedWriter writer = new PackedWriter();
        writer.put(Packed.VERSION);
        writer.payload(payload);
        return UnsafeByteOperations.unsafeWrap(writer.bytes, 0, writer.size);
    }

    private void payload(LuaPayload payload) {
        Varargs values = payload.values();
        number(values.narg());
        for (int i = 1; i <= values.narg(); i++) {
            value(values.arg(i));
        }
    }

    private void value(LuaValue value) {
        switch (value) {
            case LuaString string -> string(string);
            case LuaTable table -> table(table);
            case LuaInteger whole -> whole(whole.v);
            case Fault fault -> failure(fault.failure());
            default -> {
                switch (value.type()) {
                    case LuaValue.TNUMBER -> {
                        put(Packed.DOUBLE);
                        eightBytes(Double.doubleToRawLongBits(value.todouble()));
                    }
                    case LuaValue.TBOOLEAN -> put(value.toboolean() ? Packed.TRUE : Packed.FALSE);
                    default -> put(Packed.NIL);
                }
            }
        }
    }

    private void whole(int value) {
        if (value >= 0 && value < Packed.SMALL) {
            put(Packed.SMALL_INTEGER | value);
        } else {
            put(Packed.INTEGER);
            number(value << 1 ^ value >> 31);
        }
    }

    private void string(LuaString string) {
        int length = string.m_length;
        if (length < Packed.SMALL) {
            put(Packed.SMALL_STRING | length);
        } else {
            put(Packed.STRING);
            number(length);
        }
        room(length);
        string.copyInto(0, bytes, size, length);
        size += length;
    }

    private void table(LuaTable table) {
        int known = known(table);
        if (known >= 0) {
            put(Packed.REFERENCE);
            number(known);
            return;
        }
        int items = table.rawlen();
        put(Packed.TABLE);
        number(items);
        for (int i = 1; i <= items; i++) {
            value(table.rawget(i));
        }
        LuaValue key = LuaValue.NIL;
        while (true) {
            Varargs pair = table.next(key);
            key = pair.arg1();
            if (key.isnil()) {
                put(Packed.END);
                return;
            }
            boolean isItem = key instanceof LuaInteger index && index.v >= 1 && index.v <= items;
            if (!isItem) {
                value(key);
                value(pair.arg(2));
            }
        }
    }

    private int known(LuaTable table) {
        if (table == firstTable) {
            return 0;
        }
        Integer known = tables == null ? null : tables.get(table);
        if (known != null) {
            return known;
        }
        if (tableCount == 0) {
            firstTable = table;
        } else {
            if (tables == null) {
                tables = new IdentityHashMap<>();
            }
            tables.put(table, tableCount);
        }
        tableCount++;
        return -1;
    }

    private void failure(Failure failure) {
        put(Packed.FAILURE);
        text(failure.kind().text());
        text(failure.message());
        put(
                failure.retryable() == null
                        ? Packed.NIL
                        : failure.retryable() ? Packed.TRUE : Packed.FALSE);
        if (failure.stack() == null) {
            put(Packed.NIL);
        } else {
            text(failure.stack());
        }
        if (failure.details() == null) {
            put(Packed.NIL);
        } else {
            put(Packed.TRUE);
            ByteString details = write(LuaPayload.of(failure.details()));
            number(details.size());
            room(details.size());
            details.copyTo(bytes, size);
            size += details.size();
        }
    }

    private void text(String text) {
        string(Utf8.bytes(text));
    }

    private void put(int b) {
        room(1);
        bytes[size++] = (byte) b;
    }

    /** As an unsigned number of seven bits a byte. */
    private void number(int value) {
        room(5);
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void eightBytes(long value) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
