package moonlet.lua.process;

import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.Payload;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lua tables as policies read them: maps and lists of texts, numbers and booleans; everything else
 * is left out. A table that is reached twice counts twice, so there is an end to every table.
 */
final class Attributes {
    static final int VALUES_MAX = 1_000;
    static final int DEPTH_MAX = 16;
    static final int TEXT_BYTES_MAX = 64 << 10; // of all texts together

    /** There is more in a table than policies read. */
    static final class TooMany extends Exception {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super(
                    "at most "
                            + VALUES_MAX
                            + " values, nested "
                            + DEPTH_MAX
                            + " deep, with "
                            + TEXT_BYTES_MAX
                            + " bytes of text, in one at most "
                            + Evaluation.TEXT_BYTES_MAX,
                    null,
                    false,
                    false);
        }
    }

    private final Meter meter = Meter.current();
    private int values;
    private int textBytes;

    private Attributes() {}

    static Map<String, ?> of(LuaTable table) throws TooMany {
        return new Attributes().map(table, 1);
    }

    /** Of what another node may have made under other limits; nothing if it is too much. */
    static Map<String, ?> of(Payload meta) {
        try {
            return meta != null
                            && LuaPayload.of(meta, Meter.current()).value()
                                    instanceof LuaTable table
                    ? of(table)
                    : Map.of();
        } catch (TooMany nothing) {
            return Map.of();
        }
    }

    private Map<String, Object> map(LuaTable table, int depth) throws TooMany {
        Map<String, Object> map = new HashMap<>();
        LuaValue key = LuaValue.NIL;
        while (true) {
            Varargs pair = table.next(key);
            key = pair.arg1();
            if (key.isnil()) {
                return map;
            }
            Object value = value(pair.arg(2), depth);
            if (value != null && key instanceof LuaString name) {
                map.put(text(name), value);
            }
        }
    }

    private Object value(LuaValue value, int depth) throws TooMany {
        meter.charge(1);
        if (++values > VALUES_MAX || depth > DEPTH_MAX) {
            throw new TooMany();
        }
        return switch (value) {
            case LuaString text -> text(text);
            case LuaTable list when list.rawlen() > 0 -> list(list, depth + 1);
            case LuaTable table -> map(table, depth + 1);
            default ->
                    switch (value.type()) {
                        case LuaValue.TNUMBER -> value.todouble();
                        case LuaValue.TBOOLEAN -> value.toboolean();
                        default -> null;
                    };
        };
    }

    private String text(LuaString text) throws TooMany {
        textBytes += text.m_length;
        if (textBytes > TEXT_BYTES_MAX || text.m_length > Evaluation.TEXT_BYTES_MAX) {
            throw new TooMany();
        }
        meter.charge(text.m_length >> 6);
        return Utf8.string(text);
    }

    private List<Object> list(LuaTable table, int depth) throws TooMany {
        List<Object> list = new ArrayList<>();
        for (int i = 1; i <= table.rawlen(); i++) {
            Object item = value(table.rawget(i), depth);
            if (item != null) {
                list.add(item);
            }
        }
        return list;
    }
}
