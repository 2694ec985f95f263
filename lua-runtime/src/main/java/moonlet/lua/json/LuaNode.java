package moonlet.lua.json;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SimpleType;

import moonlet.lua.engine.ToText;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Lua value as the schema library sees it; looking at it is work that its {@code cost} pays. */
final class LuaNode implements JsonNode {
    private static final int CHARS_PER_STEP = 64;

    private final String pointer;
    private final LuaValue value;
    private final Cost cost;
    private final SimpleType type;
    private final int depth;
    private List<JsonNode> list; // once it was asked for
    private Map<String, JsonNode> fields; // once they were asked for

    private LuaNode(String pointer, LuaValue value, Cost cost, SimpleType type, int depth) {
        this.depth = depth;
        this.pointer = pointer;
        this.value = value;
        this.cost = cost;
        this.type = type;
    }

    static LuaNode of(LuaValue value, Cost cost) {
        return of("", value, cost, 0);
    }

    private static LuaNode of(String pointer, LuaValue value, Cost cost, int depth) {
        if (depth > JsonFormat.DEPTH_MAX) {
            throw new BadSchema("tables nested deeper than " + JsonFormat.DEPTH_MAX);
        }
        cost.work(1 + pointer.length() / CHARS_PER_STEP);
        return new LuaNode(pointer, value, cost, type(value), depth);
    }

    Cost cost() {
        return cost;
    }

    /** Whether it is an empty table, which may be meant as an array and as an object. */
    boolean isEither() {
        return type == SimpleType.OBJECT
                && value != JsonReader.EMPTY_OBJECT
                && value.checktable().next(LuaValue.NIL).arg1().isnil();
    }

    /** An empty table as an array. */
    LuaNode asEmptyArray() {
        return new LuaNode(pointer, value, cost, SimpleType.ARRAY, depth);
    }

    private static SimpleType type(LuaValue value) {
        if (value == JsonReader.NULL) {
            return SimpleType.NULL;
        }
        if (value == JsonReader.EMPTY_ARRAY) {
            return SimpleType.ARRAY;
        }
        return switch (value.type()) {
            case LuaValue.TNIL -> SimpleType.NULL;
            case LuaValue.TBOOLEAN -> SimpleType.BOOLEAN;
            case LuaValue.TSTRING -> SimpleType.STRING;
            case LuaValue.TNUMBER -> number(value.todouble());
            case LuaValue.TTABLE ->
                    value.checktable().rawget(1).isnil() ? SimpleType.OBJECT : SimpleType.ARRAY;
            default -> throw new BadSchema("a " + value.typename() + " has no form in JSON");
        };
    }

    private static SimpleType number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return SimpleType.NULL;
        }
        return number == Math.rint(number) ? SimpleType.INTEGER : SimpleType.NUMBER;
    }

    @Override
    public String getJsonPointer() {
        return pointer;
    }

    @Override
    public SimpleType getNodeType() {
        cost.work(1);
        return type;
    }

    @Override
    public boolean asBoolean() {
        return value.toboolean();
    }

    @Override
    public String asString() {
        if (type != SimpleType.STRING) {
            return shown();
        }
        LuaString text = value.checkstring();
        cost.work(1 + text.m_length / CHARS_PER_STEP);
        return Utf8.string(text);
    }

    /** As errors show it. */
    private String shown() {
        return switch (type) {
            case BOOLEAN, INTEGER, NUMBER -> Utf8.string(ToText.of(value));
            default -> type.getName();
        };
    }

    @Override
    public BigInteger asInteger() {
        return asNumber().toBigInteger();
    }

    @Override
    public BigDecimal asNumber() {
        return BigDecimal.valueOf(value.todouble());
    }

    @Override
    public List<JsonNode> asArray() {
        cost.work(1);
        if (list == null) {
            LuaTable table = value.checktable();
            int size = table.keyCount();
            if (!JsonWriter.isList(table, size)) {
                throw noForm();
            }
            List<JsonNode> nodes = new ArrayList<>();
            for (int i = 1; i <= size; i++) {
                nodes.add(of(pointer + "/" + (i - 1), table.rawget(i), cost, depth + 1));
            }
            list = nodes;
        }
        return list;
    }

    @Override
    public Map<String, JsonNode> asObject() {
        cost.work(1);
        if (fields == null) {
            LuaTable table = value.checktable();
            Map<String, JsonNode> nodes = new LinkedHashMap<>();
            for (LuaValue key : table.keys()) {
                if (!(key instanceof LuaString name)) {
                    throw noForm();
                }
                String text = Utf8.string(name);
                String child = pointer + "/" + JsonNode.encodeJsonPointer(text);
                nodes.put(text, of(child, table.rawget(key), cost, depth + 1));
            }
            fields = nodes;
        }
        return fields;
    }

    private static BadSchema noForm() {
        return new BadSchema("a table with gaps or with keys of several types has no form in JSON");
    }
}
