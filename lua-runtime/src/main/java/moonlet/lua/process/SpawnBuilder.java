package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.Retained;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.Context;
import moonlet.protocol.Failure;
import moonlet.protocol.FirstMessage;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What {@code process.with_context} gives: how processes are to be started. Each method gives a new
 * one, so it can be used for any number of processes (specification §3.5).
 */
final class SpawnBuilder extends Userdata implements Holder {
    private static final int MESSAGES_MAX = 1_000;
    private static final int BYTES = 64;
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("spawn builder methods")
                            .with(new Builtin("with_context", SpawnBuilder::withContext))
                            .with(new Builtin("with_options", SpawnBuilder::withOptions))
                            .with(new Builtin("with_actor", SpawnBuilder::withActor))
                            .with(new Builtin("with_scope", SpawnBuilder::withScope))
                            .with(new Builtin("with_name", SpawnBuilder::withName))
                            .with(new Builtin("with_message", SpawnBuilder::withMessage))
                            .with(spawning("spawn", false, false))
                            .with(spawning("spawn_monitored", true, false))
                            .with(spawning("spawn_linked", false, true))
                            .with(spawning("spawn_linked_monitored", true, true)),
                    new Builtin("__tostring", args -> LuaValue.valueOf("spawn builder")));

    private final Context context;
    private final String name;
    private final List<FirstMessage> messages;

    private SpawnBuilder(Context context, String name, List<FirstMessage> messages) {
        super(METATABLE);
        LuaProcess.self().allocate(BYTES);
        this.context = context;
        this.name = name;
        this.messages = messages;
    }

    /** {@code process.with_context(values)}. */
    static SpawnBuilder ofContext(Varargs args) {
        Permission.require(ContextPermissions.SPAWN.checkValues());
        Context inherited = LuaProcess.self().world().context();
        return new SpawnBuilder(Contexts.withValues(inherited, args, 1), null, List.of());
    }

    /** {@code process.with_options(options)}. */
    static SpawnBuilder ofOptions(Varargs args) {
        Arguments.table(args, 1);
        Permission.require(ContextPermissions.SPAWN.checkValues());
        return new SpawnBuilder(LuaProcess.self().world().context(), null, List.of());
    }

    Context context() {
        return context;
    }

    /** What a process is to be registered as, or null. */
    String name() {
        return name;
    }

    /**
     * What a process is to find in its mailbox, as copies that nobody else has; but where it is to
     * have a name as they are, since {@link NamedSpawn} may send them more than once.
     */
    List<FirstMessage> messages() {
        return name == null ? copies(messages, LuaProcess.self()) : messages;
    }

    /** The same messages as copies that nobody else has. */
    static List<FirstMessage> copies(List<FirstMessage> messages, LuaProcess process) {
        if (messages.isEmpty()) {
            return messages;
        }
        List<FirstMessage> copies = new ArrayList<>(messages.size());
        for (FirstMessage message : messages) {
            LuaPayload payload = (LuaPayload) message.payload();
            process.charge(1 + (payload.bytes() >> 6));
            copies.add(new FirstMessage(message.topic(), payload.again()));
        }
        return copies;
    }

    @Override
    public long hold(Retained retained) {
        long bytes = BYTES;
        for (FirstMessage message : messages) {
            retained.add(((LuaPayload) message.payload()).value());
            bytes += BYTES;
        }
        if (context.values() instanceof LuaPayload values) {
            retained.add(values.value());
        }
        return bytes;
    }

    private static SpawnBuilder self(Varargs args) {
        return Arguments.instance(args, 1, SpawnBuilder.class, "spawn builder");
    }

    private static Builtin spawning(String name, boolean monitored, boolean linked) {
        return Signature.of("Spawner:" + name, "id", "host")
                .builtin(
                        args ->
                                SpawnCalls.call(
                                        name, self(args), monitored, linked, args.subargs(2)));
    }

    private static Varargs withContext(Varargs args) {
        SpawnBuilder self = self(args);
        Permission.require(ContextPermissions.SPAWN.checkValues());
        if (self.hasOtherSecurity()) {
            Permission.require(ContextPermissions.SPAWN.checkSecurity());
        }
        return self.with(Contexts.withValues(self.context, args, 2));
    }

    /** Programs of other implementations give options here; Moonlet has none of its own. */
    private static Varargs withOptions(Varargs args) {
        SpawnBuilder self = self(args);
        Arguments.table(args, 2);
        Permission.require(ContextPermissions.SPAWN.checkValues());
        return self.with(self.context);
    }

    private static Varargs withActor(Varargs args) {
        SpawnBuilder self = self(args);
        Permission.require(ContextPermissions.SPAWN.checkSecurity());
        return self.with(Contexts.withActor(self.context, args));
    }

    private static Varargs withScope(Varargs args) {
        SpawnBuilder self = self(args);
        Permission.require(ContextPermissions.SPAWN.checkSecurity());
        return self.with(Contexts.withScope(self.context, args));
    }

    private boolean hasOtherSecurity() {
        Context own = LuaProcess.self().world().context();
        return context.actor() != own.actor()
                || !Objects.equals(context.policies(), own.policies());
    }

    private SpawnBuilder with(Context changed) {
        return new SpawnBuilder(changed, name, messages);
    }

    private static Varargs withName(Varargs args) {
        SpawnBuilder self = self(args);
        if (!(args.arg(2) instanceof LuaString name)) {
            throw Arguments.expected(args, 2, "string");
        }
        Failure wrong = RegistryModule.wrong(name);
        if (wrong != null) {
            throw new Raised(wrong.message());
        }
        return new SpawnBuilder(self.context, Utf8.string(name), self.messages);
    }

    private static Varargs withMessage(Varargs args) {
        SpawnBuilder self = self(args);
        if (!(args.arg(2) instanceof LuaString topic)) {
            throw Arguments.expected(args, 2, "string");
        }
        Failure wrong = Topic.wrong(topic, "send to");
        if (wrong != null) {
            throw new Raised(wrong.message());
        }
        try {
            LuaProcess process = LuaProcess.self();
            LuaPayload payload = Sending.content(args, process);
            process.charge(1 + (payload.bytes() >> 6));
            process.allocate(payload.bytes());
            List<FirstMessage> all = new ArrayList<>(self.messages);
            all.add(new FirstMessage(Utf8.string(topic), payload));
            requireFewEnough(all, process);
            return new SpawnBuilder(self.context, self.name, List.copyOf(all));
        } catch (Copier.NotSendable not) {
            throw new Raised(not.getMessage());
        }
    }

    /** All of them travel with one request, so all together are bounded as one message is. */
    private static void requireFewEnough(List<FirstMessage> all, LuaProcess process) {
        long bytes = all.stream().mapToLong(message -> message.payload().bytes()).sum();
        int bytesMax = process.limits().messageBytesMax();
        process.charge(all.size() >> 3);
        if (all.size() > MESSAGES_MAX || bytes > bytesMax) {
            throw new Raised(
                    "too much for one spawn: "
                            + all.size()
                            + " messages of "
                            + bytes
                            + " bytes; at most "
                            + MESSAGES_MAX
                            + " messages, and messageBytesMax="
                            + bytesMax
                            + " bytes in all");
        }
    }
}
