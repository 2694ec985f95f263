package moonlet.lua.process;

import moonlet.lua.engine.Chunk;
import moonlet.lua.engine.Env;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An entry that is ready to run: compiled, with the globals that its modules give it. Immutable and
 * shared by all its processes.
 *
 * @param id of the entry, {@code namespace:name}
 * @param method field of the table that the chunk returns; not used where it returns a function
 * @param globals everything that is shared; see {@link Modules#globals}
 * @param imports libraries, each with the global it becomes
 */
public record Program(
        String id, Chunk chunk, String method, SealedTable globals, List<Import> imports) {
    private static final int NAMES_SHOWN_MAX = 10;

    /** A library under the name that the importer gives it. */
    public record Import(String alias, Program library) {}

    /** The chunk ran, but gave no function to run. */
    static final class NoMethod extends Exception {
        private static final long serialVersionUID = 1L;

        NoMethod(String text) {
            super(text, null, false, false);
        }
    }

    /** Runs the top level for {@code process}; returns the function to start with. */
    LuaValue load(LuaProcess process) throws NoMethod {
        LuaValue value = value(process, new HashMap<>());
        LuaValue function = value.istable() ? value.get(Utf8.bytes(method)) : value;
        if (!function.isfunction()) {
            throw new NoMethod(
                    "method \"" + method + "\" not found in module; " + found(value, function));
        }
        return function;
    }

    /** What is there instead of the function. */
    private String found(LuaValue value, LuaValue field) {
        if (!(value instanceof LuaTable table)) {
            return value.isnil()
                    ? "the chunk returned nothing; let it return {" + method + " = ...}"
                    : "the chunk returned a " + value.typename();
        }
        if (!field.isnil()) {
            return "it is a " + field.typename() + " there";
        }
        List<String> functions =
                Stream.of(table.keys())
                        .filter(key -> key instanceof LuaString && table.rawget(key).isfunction())
                        .map(LuaValue::tojstring)
                        .sorted()
                        .limit(NAMES_SHOWN_MAX)
                        .toList();
        return functions.isEmpty()
                ? "the chunk returned a table without functions"
                : "the chunk returned a table with " + String.join(", ", functions);
    }

    private LuaValue value(LuaProcess process, Map<String, LuaValue> libraries) {
        Env env = new Env(globals);
        for (Import wanted : imports) {
            Program library = wanted.library();
            LuaValue value = libraries.get(library.id);
            if (value == null) {
                value = library.value(process, libraries);
                libraries.put(library.id, value);
            }
            env.rawset(Utf8.bytes(wanted.alias()), value);
        }
        return chunk.instantiate(env, process).call();
    }
}
