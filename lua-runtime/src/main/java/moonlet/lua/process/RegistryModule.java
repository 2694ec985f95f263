package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code process.registry}: names for processes (specification §5). */
final class RegistryModule {
    static final int NAME_BYTES_MAX = 1024;

    private RegistryModule() {}

    static SealedTable create() {
        SealedTable registry =
                new SealedTable("process.registry")
                        .with(Signature.of("register", "name").builtin(RegistryModule::register))
                        .with(Signature.of("lookup", "name").builtin(RegistryModule::lookup))
                        .with(
                                Signature.of("unregister", "name")
                                        .builtin(RegistryModule::unregister));
        for (World.Scope scope : World.Scope.values()) {
            registry.with(scope.name(), LuaValue.valueOf(scope.ordinal()));
        }
        return registry.seal();
    }

    private static Varargs register(Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("process.registry.register");
        String name = name(args);
        Failure wrong = wrong((LuaString) args.arg1());
        if (wrong != null) {
            return Fault.results(wrong);
        }
        Pid holder = process.pid();
        if (!args.arg(2).isnil()) {
            holder = args.arg(2) instanceof LuaString text ? Pid.parse(Utf8.string(text)) : null;
            if (holder == null) {
                return invalid(
                        "invalid pid format: "
                                + Fault.plainText(args.arg(2))
                                + "; expected {node@host|incarnation.number} as process.pid() gives it");
            }
        }
        World.Scope scope = scope(args.arg(3));
        if (scope == null) {
            return noScope();
        }
        Pid pid = holder;
        Failure refused =
                RegistryPermissions.register(process, name, pid, named(args.arg(3), scope));
        if (refused != null) {
            return Fault.results(refused);
        }
        World world = process.world();
        Outcome<Pid> registered =
                process.calls().ask(ticket -> world.register(name, pid, scope, ticket));
        return ProcessModule.done(registered.failure());
    }

    /** Why nothing can be registered as {@code name}, or null. */
    static Failure wrong(LuaString name) {
        String why = null;
        if (name.m_length == 0 || name.m_length > NAME_BYTES_MAX) {
            why = "a name has 1 to " + NAME_BYTES_MAX + " bytes";
        } else if (Pid.parse(Utf8.string(name)) != null) {
            why = "a PID cannot be a name";
        }
        return why == null ? null : Failure.of(ErrorKind.INVALID, why);
    }

    private static Varargs lookup(Varargs args) {
        Outcome<Pid> holder = LuaProcess.self().calls().lookup(name(args));
        return holder.value() == null
                ? Fault.results(holder.failure())
                : Utf8.bytes(holder.value().toString());
    }

    private static Varargs unregister(Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("process.registry.unregister");
        World.Scope scope = scope(args.arg(2));
        String name = name(args);
        if (scope == null) {
            return noScope();
        }
        if (name.length() > NAME_BYTES_MAX) {
            return LuaValue.FALSE;
        }
        Failure refused = RegistryPermissions.unregister(process, name, named(args.arg(2), scope));
        if (refused != null) {
            return Fault.results(refused);
        }
        World world = process.world();
        Outcome<Pid> holder = process.calls().ask(ticket -> world.unregister(name, scope, ticket));
        return holder.failure() != null && holder.failure().kind() == ErrorKind.PERMISSION_DENIED
                ? Fault.results(holder.failure())
                : LuaValue.valueOf(holder.value() != null);
    }

    private static String name(Varargs args) {
        if (args.arg1() instanceof LuaString name) {
            return Utf8.string(name);
        }
        throw Arguments.expected(args, 1, "string");
    }

    /** The scope, if the program has named one. */
    private static World.Scope named(LuaValue argument, World.Scope scope) {
        return argument.isnil() ? null : scope;
    }

    private static World.Scope scope(LuaValue scope) {
        if (scope.isnil()) {
            return World.Scope.EVENTUAL;
        }
        World.Scope[] scopes = World.Scope.values();
        return scope.isinttype() && scope.toint() >= 0 && scope.toint() < scopes.length
                ? scopes[scope.toint()]
                : null;
    }

    private static Varargs noScope() {
        return invalid("scope must be one of process.registry.LOCAL, EVENTUAL, CONSISTENT, STRONG");
    }

    private static Varargs invalid(String message) {
        return Fault.results(ErrorKind.INVALID, message);
    }
}
