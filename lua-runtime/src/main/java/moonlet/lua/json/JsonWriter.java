package moonlet.lua.json;

import moonlet.lua.engine.Numbers;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

import java.util.function.UnaryOperator;

/**
 * Writes a Lua value as JSON (specification §11): nil is null, a table with the keys 1 to n is an
 * array, an empty one too, one with string keys an object; infinities and NaN become null.
 *
 * @param cost who pays
 * @param bytesMax how long the text may be
 * @param strict whether text that is not UTF-8 is an error, or has U+FFFD in its place: for people
 * @param plain makes a plain value of a userdata, or gives it back
 */
public record JsonWriter(Cost cost, int bytesMax, boolean strict, UnaryOperator<LuaValue> plain) {
    private static final int BYTES_PER_REDUCTION = 32;
    private static final int KEYS_PER_REDUCTION = 8;
    private static final int KEY_BYTES = 8;

    /** The text of a value, UTF-8. */
    public LuaString write(LuaValue value) throws BadJson {
        BoundedBytes bytes = new BoundedBytes(bytesMax, cost);
        try (JsonGenerator json =
                JsonFormat.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(json, value, 0);
        } catch (JacksonException error) {
            throw new BadJson(error.getOriginalMessage());
        }
        return LuaString.valueUsing(bytes.toByteArray());
    }

    /** Whether the {@code size} keys of a table are 1 to {@code size}. */
    public static boolean isList(LuaTable table, int size) {
        for (int i = 1; i <= size; i++) {
            if (table.rawget(i).isnil()) {
                return false;
            }
        }
        return true;
    }

    private void write(JsonGenerator json, LuaValue value, int depth) throws BadJson {
        if (depth > JsonFormat.DEPTH_MAX) {
            throw new BadJson("tables nested deeper than " + JsonFormat.DEPTH_MAX);
        }
        cost.work(1);
        LuaValue known = value.isuserdata() ? plain.apply(value) : value;
        switch (known.type()) {
            case LuaValue.TSTRING -> json.writeString(text(known.checkstring()));
            case LuaValue.TTABLE -> writeTable(json, known.checktable(), depth);
            case LuaValue.TNIL -> json.writeNull();
            case LuaValue.TBOOLEAN -> json.writeBoolean(known.toboolean());
            case LuaValue.TNUMBER -> writeNumber(json, known.todouble());
            default -> {
                if (known != value) {
                    write(json, known, depth + 1);
                } else {
                    throw new BadJson("a " + value.typename() + " has no form in JSON");
                }
            }
        }
    }

    private String text(LuaString bytes) throws BadJson {
        cost.work(bytes.m_length / BYTES_PER_REDUCTION);
        String text = Utf8.string(bytes);
        String readable = Utf8.readable(text);
        if (strict && !readable.equals(text)) {
            throw new BadJson(
                    "a string is not UTF-8, which JSON asks for; write its bytes in hex, say");
        }
        return readable;
    }

    private static void writeNumber(JsonGenerator json, double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            json.writeNull();
        } else {
            json.writeRawValue(Numbers.exact(number));
        }
    }

    private void writeTable(JsonGenerator json, LuaTable table, int depth) throws BadJson {
        LuaValue[] keys = table.keys();
        cost.work(keys.length / KEYS_PER_REDUCTION);
        cost.memory((long) keys.length * KEY_BYTES);
        if (table != JsonReader.EMPTY_OBJECT && isList(table, keys.length)) {
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
                throw new BadJson(
                        "a table with gaps or with keys of several types has no form in JSON");
            }
            json.writeName(text(name));
            write(json, table.rawget(key), depth + 1);
        }
        json.writeEndObject();
    }
}
