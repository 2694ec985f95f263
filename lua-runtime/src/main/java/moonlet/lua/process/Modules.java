package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.BasicFunctions;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.CoroutineLibrary;
import moonlet.lua.engine.Env;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;
import moonlet.lua.library.Libraries;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Everything that Lua code finds when it starts: the basic functions, the libraries that are always
 * there, and the modules that an entry declares. Made once for a node; all tables are sealed, so
 * that every process can share them.
 */
public final class Modules {
    private final SealedTable always;
    private final Map<String, LuaValue> declared;

    /** For libraries that Moonlet ships; no entry of an application may list them. */
    private final Map<String, LuaTable> internal = Map.of("testing", TestingModule.create());

    /**
     * @param random where ids come from that nobody may guess
     */
    public Modules(Clock clock, ZoneId zone, SecureRandom random) {
        SealedTable string = Libraries.string();
        // The one static that LuaJ has for the metatable of all strings; sealed, so harmless.
        LuaString.s_metatable = Libraries.stringMetatable(string);
        always =
                Listening.fill(BasicFunctions.fill(new SealedTable("_G")))
                        .with(new Builtin("print", Printing::call))
                        .with("require", Env.bound(Modules::require))
                        .with(Libraries.unpack())
                        .with("string", string)
                        .with("table", Libraries.table())
                        .with("math", Libraries.math())
                        .with("bit32", Libraries.bit32())
                        .with("os", Libraries.os(clock))
                        .with("coroutine", coroutine())
                        .with("process", ProcessModule.create())
                        .with("channel", ChannelModule.create())
                        .with("errors", ErrorsModule.create())
                        .with("payload", PayloadModule.create());
        declared =
                Map.ofEntries(
                        Map.entry("time", Timers.create(zone)),
                        Map.entry("pg", GroupModule.create()),
                        Map.entry("security", SecurityModule.create()),
                        Map.entry("json", JsonModule.create()),
                        Map.entry("hash", HashModule.create()),
                        Map.entry("uuid", UuidModule.create(clock, random)),
                        Map.entry("logger", LoggerValue.root()),
                        Map.entry("events", EventsModule.create()),
                        Map.entry("store", StoreModule.create()),
                        Map.entry("env", EnvModule.create()),
                        Map.entry("registry", EntriesModule.create()),
                        Map.entry("system", SystemModule.create()),
                        Map.entry("ctx", ContextModule.create()),
                        Map.entry("funcs", FunctionCalls.create()));
    }

    /** What an entry may list under {@code modules:}. */
    public ModuleNames names() {
        Set<String> tables = new HashSet<>();
        for (LuaValue key : always.keys()) {
            if (always.rawget(key).istable()) {
                tables.add(Utf8.string(key.checkstring()));
            }
        }
        return new ModuleNames(tables, declared.keySet());
    }

    /** The shared globals of an entry that declares these modules; unknown names are left out. */
    public SealedTable globals(Collection<String> modules) {
        SealedTable globals = new SealedTable("_G").withAll(always);
        for (String module : modules) {
            if (declared.containsKey(module)) {
                globals.with(module, declared.get(module));
            } else if (internal.containsKey(module)) {
                globals.with(module, internal.get(module));
            }
        }
        return globals.seal();
    }

    private static SealedTable coroutine() {
        return CoroutineLibrary.create().with(new Builtin("spawn", Modules::spawnCoroutine)).seal();
    }

    private static Varargs spawnCoroutine(Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("coroutine.spawn");
        return process.scheduler().spawn(Arguments.function(args, 1));
    }

    /** A plain look-up of what is bound already: declared modules, imports and own globals. */
    private static LuaValue require(Env env) {
        return new Builtin(
                "require",
                args -> {
                    LuaString name = Arguments.string(args, 1);
                    LuaValue module = env.rawget(name);
                    if (module.isnil()) {
                        throw new Raised(
                                "module '"
                                        + Utf8.string(name)
                                        + "' not found; declare it under modules: or imports: of"
                                        + " the entry");
                    }
                    return module;
                });
    }
}
