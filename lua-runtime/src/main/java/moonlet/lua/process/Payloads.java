package moonlet.lua.process;

import com.google.protobuf.ByteString;

import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.lua.json.BadJson;
import moonlet.lua.json.Cost;
import moonlet.lua.json.JsonReader;
import moonlet.lua.json.JsonWriter;
import moonlet.protocol.Payload;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Payloads for what comes from outside of Lua: arguments of a service or of the command line. */
public final class Payloads {
    private Payloads() {}

    /** Arguments from maps, lists, strings, numbers, booleans and nulls. */
    public static Payload of(List<?> arguments) {
        return payload(arguments.stream().map(Payloads::value).toArray(LuaValue[]::new));
    }

    /**
     * Arguments from JSON texts, one each.
     *
     * @throws BadJson if one is not JSON; says which
     */
    public static Payload ofJson(List<String> arguments) throws BadJson {
        LuaValue[] values = new LuaValue[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ofJson(arguments.get(i));
        }
        return payload(values);
    }

    private static LuaValue ofJson(String text) throws BadJson {
        if (text.isEmpty()) {
            throw new BadJson("empty text is not JSON; for nil write null");
        }
        try {
            return JsonReader.read(Utf8.bytes(text), Cost.NOTHING);
        } catch (BadJson bad) {
            throw new BadJson(
                    "not JSON: " + text + " (" + bad.getMessage() + "); strings need quotes");
        }
    }

    /** A payload as it travels to another node. */
    public static ByteString encode(Payload payload) {
        return PackedWriter.write((LuaPayload) payload);
    }

    /**
     * The value of a payload as one line of JSON; {@code null} for none.
     *
     * @throws BadJson if it has no form in JSON
     */
    public static String toJson(Payload payload) throws BadJson {
        LuaValue value =
                payload == null ? LuaValue.NIL : LuaPayload.of(payload, Meter.current()).value();
        var writer = new JsonWriter(Cost.NOTHING, Integer.MAX_VALUE, false, JsonModule::plain);
        return Utf8.string(writer.write(value));
    }

    /** The value of a payload as maps, lists, strings, doubles, booleans and null. */
    public static Object toJava(Payload payload) {
        return payload == null ? null : java(LuaPayload.of(payload, Meter.current()).value());
    }

    private static Object java(LuaValue value) {
        return switch (value.type()) {
            case LuaValue.TSTRING -> Utf8.string(value.checkstring());
            case LuaValue.TNUMBER -> value.todouble();
            case LuaValue.TBOOLEAN -> value.toboolean();
            case LuaValue.TTABLE -> java(value.checktable());
            default -> null;
        };
    }

    private static Object java(LuaTable table) {
        LuaValue[] keys = table.keys();
        if (JsonWriter.isList(table, keys.length)) {
            List<Object> list = new ArrayList<>();
            for (int i = 1; i <= keys.length; i++) {
                list.add(java(table.rawget(i)));
            }
            return list;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (LuaValue key : keys) {
            map.put(Fault.plainText(key), java(table.rawget(key)));
        }
        return map;
    }

    private static Payload payload(LuaValue[] values) {
        return new LuaPayload(LuaValue.varargsOf(values), 16 * (values.length + 1));
    }

    /** Maps, lists, strings, numbers, booleans and null as a value that nobody else has. */
    static LuaValue value(Object value) {
        return switch (value) {
            case null -> LuaValue.NIL;
            case String text -> Utf8.bytes(text);
            case Boolean truth -> LuaValue.valueOf(truth);
            case Number number -> LuaValue.valueOf(number.doubleValue());
            case List<?> list -> {
                LuaTable table = new Table(list.size(), 0);
                for (int i = 0; i < list.size(); i++) {
                    table.rawset(i + 1, value(list.get(i)));
                }
                yield table;
            }
            case Map<?, ?> map -> {
                LuaTable table = new Table(0, map.size());
                map.forEach((key, field) -> table.rawset(Utf8.bytes(key.toString()), value(field)));
                yield table;
            }
            default -> throw new IllegalArgumentException("no Lua value for " + value.getClass());
        };
    }
}
