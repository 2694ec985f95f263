package moonlet.lua.process;

import moonlet.lua.engine.Utf8;
import moonlet.lua.json.Cost;
import moonlet.lua.json.SafePattern;

import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which entries {@code registry.find} gives: fields {@code .kind .name .ns .id} and {@code meta.x},
 * with one of {@code ~ * ^ $} before them for a regular expression, a part, a beginning or an end
 * of the text, or of one text in a list (specification §11).
 */
final class EntryFilter {
    /** It asks for something that cannot be; the message says what. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String text) {
            super(text, null, false, false);
        }
    }

    /** A field and what it has to be. */
    private record Condition(String field, Predicate<Object> holds) {}

    private final List<Condition> conditions = new ArrayList<>();
    private final Cost cost;

    private EntryFilter(Cost cost) {
        this.cost = cost;
    }

    /** Keys that name neither a field nor meta are ignored, as programs rely on it. */
    static EntryFilter of(LuaTable filter, Cost cost) throws Malformed {
        EntryFilter made = new EntryFilter(cost);
        LuaValue key = LuaValue.NIL;
        while (true) {
            var pair = filter.next(key);
            key = pair.arg1();
            if (key.isnil()) {
                return made;
            }
            if (key instanceof LuaString name) {
                made.add(Utf8.string(name), pair.arg(2));
            }
        }
    }

    private void add(String key, LuaValue wanted) throws Malformed {
        boolean operator = !key.isEmpty() && "~*^$".indexOf(key.charAt(0)) >= 0;
        String field = operator ? key.substring(1) : key;
        if (!field.startsWith(".") && !field.startsWith("meta.")) {
            return;
        }
        if (field.startsWith(".") && !List.of(".kind", ".name", ".ns", ".id").contains(field)) {
            throw new Malformed(
                    "no field \"" + field + "\" of entries; use .kind, .name, .ns, .id or meta.x");
        }
        if (!operator) {
            conditions.add(new Condition(field, found -> isEqual(found, wanted)));
            return;
        }
        if (!(wanted instanceof LuaString text)) {
            throw new Malformed("the filter \"" + key + "\" needs a string");
        }
        Predicate<String> holds = textual(key.charAt(0), Utf8.string(text));
        conditions.add(new Condition(field, found -> fits(found, holds)));
    }

    /** Of a list one text is enough. */
    private static boolean fits(Object found, Predicate<String> holds) {
        return switch (found) {
            case String text -> holds.test(text);
            case List<?> list ->
                    list.stream().anyMatch(o -> o instanceof String t && holds.test(t));
            case null, default -> false;
        };
    }

    private Predicate<String> textual(char operator, String wanted) throws Malformed {
        return switch (operator) {
            case '~' -> regex(wanted);
            case '*' -> found -> found.contains(wanted);
            case '^' -> found -> found.startsWith(wanted);
            default -> found -> found.endsWith(wanted);
        };
    }

    private Predicate<String> regex(String wanted) throws Malformed {
        try {
            cost.work(Math.min(wanted.length(), SafePattern.CHARS_MAX));
            SafePattern pattern = SafePattern.of(wanted);
            return found -> pattern.find(found, cost);
        } catch (SafePattern.Refused wrong) {
            throw new Malformed("bad regular expression: " + wrong.getMessage());
        }
    }

    /**
     * Whether an entry is wanted.
     *
     * @throws Malformed if a text is too long for a regular expression
     */
    boolean accepts(Entries.Described entry) throws Malformed {
        try {
            for (Condition condition : conditions) {
                if (!condition.holds.test(value(entry, condition.field))) {
                    return false;
                }
            }
            return true;
        } catch (SafePattern.Refused tooLong) {
            throw new Malformed(tooLong.getMessage());
        }
    }

    private static Object value(Entries.Described entry, String field) {
        int colon = entry.id().indexOf(':');
        return switch (field) {
            case ".id" -> entry.id();
            case ".kind" -> entry.kind();
            case ".ns" -> entry.id().substring(0, colon);
            case ".name" -> entry.id().substring(colon + 1);
            default -> {
                Object value = entry.meta();
                for (String name : field.substring("meta.".length()).split("\\.", -1)) {
                    value = value instanceof Map<?, ?> map ? map.get(name) : null;
                }
                yield value;
            }
        };
    }

    private static boolean isEqual(Object found, LuaValue wanted) {
        return switch (found) {
            case null -> false;
            case String text -> wanted instanceof LuaString w && Utf8.string(w).equals(text);
            case Boolean truth -> wanted.isboolean() && wanted.toboolean() == truth;
            case Number number ->
                    wanted instanceof LuaNumber && wanted.todouble() == number.doubleValue();
            default -> false;
        };
    }
}
