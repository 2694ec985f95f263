package moonlet.lua.process;

import moonlet.lua.engine.Numbers;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;

/**
 * Lua values as JSON and back (specification §11): nil is null, a table with the keys 1 to n is an
 * array, an empty one too, one with string keys an object; infinities and NaN become null.
 */
public final class JsonText {
    /** Not JSON, or a value that has no form in it. */
    public static final class Mistake extends Exception {
        private static final long serialVersionUID = 1L;

        Mistake(String text) {
            super(text, null, false, false);
        }
    }

    private static final int DEPTH_MAX = 128;
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    static LuaValue read(String text) throws Mistake {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            LuaValue value = read(parser, 0);
            if (parser.nextToken() != null) {
                throw new Mistake("more than one JSON value: " + text);
            }
            return value;
        } catch (JacksonException error) {
            throw new Mistake(
                    "not JSON: " + text + " (" + reason(error) + "); strings need quotes");
        }
    }

    /** What is wrong, without the places in it, which name a source that nobody sees. */
    private static String reason(JacksonException error) {
        return error.getOriginalMessage().replaceAll(" \\(start marker at .*", "");
    }

    static String write(LuaValue value) throws Mistake {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, value, 0);
        } catch (JacksonException error) {
            throw new Mistake("no JSON for this value: " + error.getOriginalMessage());
        }
        return text.toString();
    }

    private static LuaValue read(JsonParser parser, int depth) throws Mistake {
        if (depth > DEPTH_MAX) {
            throw new Mistake("JSON nested deeper than " + DEPTH_MAX);
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case null -> throw new Mistake("empty text is not JSON; for nil write null");
            case VALUE_NULL -> LuaValue.NIL;
            case VALUE_TRUE -> LuaValue.TRUE;
            case VALUE_FALSE -> LuaValue.FALSE;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> LuaValue.valueOf(parser.getDoubleValue());
            case VALUE_STRING -> Utf8.bytes(Utf8.readable(parser.getString()));
            case START_ARRAY -> {
                LuaTable table = new Table();
                for (int i = 1; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                    table.rawset(i, read(parser, depth + 1));
                }
                yield table;
            }
            case START_OBJECT -> {
                LuaTable table = new Table();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    LuaValue key = Utf8.bytes(Utf8.readable(parser.currentName()));
                    parser.nextToken();
                    table.rawset(key, read(parser, depth + 1));
                }
                yield table;
            }
            default -> throw new Mistake("unexpected " + token);
        };
    }

    private static void write(JsonGenerator json, LuaValue value, int depth) throws Mistake {
        if (depth > DEPTH_MAX) {
            throw new Mistake("tables nested deeper than " + DEPTH_MAX);
        }
        switch (value) {
            case LuaString text -> json.writeString(readable(text));
            case LuaTable table -> writeTable(json, table, depth);
            case Fault fault -> json.writeString(readable(fault.checkstring()));
            default -> {
                switch (value.type()) {
                    case LuaValue.TNIL -> json.writeNull();
                    case LuaValue.TBOOLEAN -> json.writeBoolean(value.toboolean());
                    case LuaValue.TNUMBER -> writeNumber(json, value.todouble());
                    default -> throw new Mistake("a " + value.typename() + " has no form in JSON");
                }
            }
        }
    }

    private static String readable(LuaString text) {
        return Utf8.readable(Utf8.string(text));
    }

    private static void writeNumber(JsonGenerator json, double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            json.writeNull();
        } else {
            json.writeRawValue(Numbers.exact(number));
        }
    }

    /** Whether the {@code size} keys of a table are 1 to {@code size}. */
    static boolean isList(LuaTable table, int size) {
        for (int i = 1; i <= size; i++) {
            if (table.rawget(i).isnil()) {
                return false;
            }
        }
        return true;
    }

    private static void writeTable(JsonGenerator json, LuaTable table, int depth) throws Mistake {
        LuaValue[] keys = table.keys();
        if (isList(table, keys.length)) {
            json.writeStartArray();
            for (int i = 1; i <= keys.length; i++) {
                write(json, table.rawget(i), depth + 1);
            }
            json.writeEndArray();
            return;
        }
        json.writeStartObject();
        for (LuaValue key : keys) {
            if (!(key instanceof LuaString name)) {
                throw new Mistake(
                        "a table with gaps or with keys of several types has no form in JSON");
            }
            json.writeName(readable(name));
            write(json, table.rawget(key), depth + 1);
        }
        json.writeEndObject();
    }
}
