package moonlet.lua.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.regex.Pattern;

/**
 * Reads a JSON text as a Lua value (specification §11): null is nil, of two fields with the same
 * name the last counts. Text that is not UTF-8 is an error, as is half of a surrogate pair: Lua's
 * strings are bytes, and nothing in them may change unnoticed.
 */
public final class JsonReader {
    /** What {@code null} is where that is not the same as nothing; see {@link #exact}. */
    static final LuaValue NULL = new SealedTable("null").seal();

    /** What {@code {}} is where that is not the same as {@code []}; see {@link #exact}. */
    static final LuaTable EMPTY_OBJECT = new SealedTable("{}").seal();

    /** And {@code []}. */
    static final LuaTable EMPTY_ARRAY = new SealedTable("[]").seal();

    /** Where the library names a source that nobody sees, or settings that nobody has. */
    private static final Pattern FOR_JAVA =
            Pattern.compile(
                    " \\(start marker at .*|:? enable `[^`]*` to allow"
                            + "| \\(not recognized as one since[^)]*\\)");

    private static final int ENTRY_BYTES = 40;
    private static final int TABLE_BYTES = 64;
    private static final int CHARS_PER_REDUCTION = 32;

    private final Cost cost;
    private final boolean exact;
    private final int depthMax;
    private JsonParser parser;

    private JsonReader(Cost cost, boolean exact, int depthMax) {
        this.cost = cost;
        this.exact = exact;
        this.depthMax = depthMax;
    }

    /** The value of a text. */
    public static LuaValue read(LuaString text, Cost cost) throws BadJson {
        return new JsonReader(cost, false, JsonFormat.DEPTH_MAX).read(text);
    }

    /**
     * The same for schemas, which see {@link #NULL}, {@link #EMPTY_OBJECT} and {@link
     * #EMPTY_ARRAY}.
     */
    static LuaValue exact(LuaString text, int depthMax, Cost cost) throws BadJson {
        return new JsonReader(cost, true, depthMax).read(text);
    }

    private LuaValue read(LuaString text) throws BadJson {
        var bytes = new ByteArrayInputStream(text.m_bytes, text.m_offset, text.m_length);
        var strict = UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        var chars = new InputStreamReader(bytes, strict);
        try (JsonParser opened =
                JsonFormat.FACTORY.createParser(ObjectReadContext.empty(), chars)) {
            parser = opened;
            parser.nextToken();
            LuaValue value = value(0);
            if (parser.nextToken() != null) {
                throw new BadJson("more than one JSON value");
            }
            return value;
        } catch (JacksonException error) {
            throw new BadJson(reason(error));
        }
    }

    /** What is wrong, and where. */
    private static String reason(JacksonException error) {
        if (error.getCause() instanceof CharacterCodingException) {
            return "the text is not UTF-8";
        }
        String reason = FOR_JAVA.matcher(error.getOriginalMessage()).replaceAll("");
        TokenStreamLocation at = error.getLocation();
        return at == null || at.getLineNr() < 1
                ? reason
                : reason + " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private LuaValue value(int depth) throws BadJson {
        if (depth > depthMax) {
            throw new BadJson("JSON nested deeper than " + depthMax);
        }
        cost.work(1);
        JsonToken token = parser.currentToken();
        return switch (token) {
            case null -> throw new BadJson("empty text is not JSON; for nil write null");
            case VALUE_NULL -> exact ? NULL : LuaValue.NIL;
            case VALUE_TRUE -> LuaValue.TRUE;
            case VALUE_FALSE -> LuaValue.FALSE;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_STRING -> text(parser.getString());
            case START_ARRAY -> array(depth);
            case START_OBJECT -> object(depth);
            default -> throw new BadJson("unexpected " + token);
        };
    }

    private LuaValue number() throws BadJson {
        double number = parser.getDoubleValue();
        if (Double.isInfinite(number)) {
            throw new BadJson("a number is too large: they go up to about 1.8e308");
        }
        return LuaValue.valueOf(number);
    }

    private LuaString text(String text) throws BadJson {
        cost.work(text.length() / CHARS_PER_REDUCTION);
        cost.memory(text.length());
        if (!Utf8.readable(text).equals(text)) {
            throw new BadJson("a text has half of a surrogate pair (\\ud800 to \\udfff)");
        }
        return Utf8.bytes(text);
    }

    private LuaTable array(int depth) throws BadJson {
        cost.memory(TABLE_BYTES);
        LuaTable table = new Table();
        for (int i = 1; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            cost.memory(ENTRY_BYTES);
            table.rawset(i, value(depth + 1));
        }
        return exact && table.rawget(1).isnil() ? EMPTY_ARRAY : table;
    }

    private LuaTable object(int depth) throws BadJson {
        cost.memory(TABLE_BYTES);
        LuaTable table = new Table();
        boolean empty = true;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            empty = false;
            cost.memory(ENTRY_BYTES);
            LuaString key = text(parser.currentName());
            parser.nextToken();
            table.rawset(key, value(depth + 1));
        }
        return empty && exact ? EMPTY_OBJECT : table;
    }
}
