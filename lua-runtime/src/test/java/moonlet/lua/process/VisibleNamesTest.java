package moonlet.lua.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;
import moonlet.lua.reference.ApiFunction;
import moonlet.lua.reference.ApiModule;
import moonlet.lua.reference.ApiTable;

import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of the API names what Lua code sees, all of it and nothing else. */
class VisibleNamesTest {
    private final Modules modules =
            new Modules(Clock.systemUTC(), ZoneOffset.UTC, new SecureRandom());
    private final SealedTable globals = modules.globals(modules.names().all());
    private final ApiTable api = ApiTable.read();

    @Test
    void every_global_and_every_field_of_a_module_is_in_the_table() {
        Set<String> seen = new TreeSet<>();
        addFields("", globals, seen);

        assertEquals(lines(seen), lines(api.modules().stream().flatMap(this::names)));
    }

    @Test
    void a_module_is_there_without_being_listed_where_the_table_says_so() {
        SealedTable always = modules.globals(Set.of());
        for (ApiModule module : api.modules()) {
            boolean there =
                    module.name().equals("_G") || !always.rawget(Utf8.bytes(module.name())).isnil();

            assertEquals(module.always(), there, module.name());
        }
    }

    @Test
    void the_methods_of_every_type_are_in_the_table() {
        Map<String, LuaValue> metatables = metatables();
        Set<String> seen = new TreeSet<>();
        metatables.forEach((type, table) -> addFields(type + ":", methods(table), seen));

        assertEquals(
                lines(seen),
                lines(
                        api.modules().stream()
                                .flatMap(module -> module.types().stream())
                                .filter(type -> type.alias().isEmpty() && !isSpecial(type.name()))
                                .flatMap(VisibleNamesTest::methods)));
    }

    /** What select takes has no methods; those of a message are made when they are read. */
    private static boolean isSpecial(String type) {
        return type.equals("SelectCase") || type.equals("Message");
    }

    private Map<String, LuaValue> metatables() {
        Map<String, LuaValue> metatables = new HashMap<>();
        metatables.put("Channel", ChannelModule.METATABLE);
        metatables.put("Error", ErrorsModule.METATABLE);
        metatables.put("Payload", PayloadModule.METATABLE);
        metatables.put("Timer", TimerValue.METATABLE);
        metatables.put("GroupScope", GroupModule.METATABLE);
        metatables.put("GroupSubscription", GroupSubscription.METATABLE);
        metatables.put("EventSubscription", EventSubscription.METATABLE);
        metatables.put("Actor", SecurityActor.METATABLE);
        metatables.put("Policy", SecurityPolicy.METATABLE);
        metatables.put("Scope", SecurityScope.METATABLE);
        metatables.put("Store", StoreModule.METATABLE);
        metatables.put("Snapshot", EntriesModule.METATABLE);
        metatables.put("Spawner", SpawnBuilder.METATABLE);
        metatables.put("Executor", Executor.METATABLE);
        metatables.put("Future", Future.METATABLE);
        metatables.put("Logger", LoggerValue.METATABLE);
        LuaValue time = globals.rawget(Utf8.bytes("time"));
        metatables.put("Location", time.get("utc").getmetatable());
        metatables.put("Time", time.get("unix").call(LuaValue.ZERO).getmetatable());
        metatables.put("Duration", time.get("parse_duration").call("1s").getmetatable());
        return metatables;
    }

    private static LuaTable methods(LuaValue metatable) {
        return metatable.rawget(LuaValue.INDEX).checktable();
    }

    private static Stream<String> methods(ApiModule.Type type) {
        return type.methods().stream().map(method -> type.name() + ":" + method.name());
    }

    private static void addFields(String prefix, LuaTable table, Set<String> names) {
        for (LuaValue key : table.keys()) {
            String name = prefix + Utf8.string(key.checkstring());
            if (table.rawget(key) instanceof LuaTable inner && !name.equals("_G")) {
                addFields(name + ".", inner, names);
            } else {
                names.add(name);
            }
        }
        names.remove("_G");
    }

    private Stream<String> names(ApiModule module) {
        String prefix = module.name().equals("_G") ? "" : module.name() + ".";
        return Stream.of(
                        module.standard().stream(),
                        module.functions().stream().map(ApiFunction::name),
                        module.constants().stream().map(ApiModule.Constant::name))
                .flatMap(names -> names)
                .map(name -> prefix + name);
    }

    private static String lines(Set<String> names) {
        return lines(names.stream());
    }

    private static String lines(Stream<String> names) {
        return names.sorted().distinct().collect(Collectors.joining("\n"));
    }
}
