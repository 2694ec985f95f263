package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The global {@code process} (seed reference; specification §3). */
final class ProcessModule {
    /** A request about another process: null, or why it was refused. */
    @FunctionalInterface
    private interface Request {
        Failure about(World world, Pid pid);
    }

    private static final LuaString TRAP_LINKS = Utf8.bytes("trap_links");
    private static final LuaString UPGRADABLE = Utf8.bytes("upgradable");

    private ProcessModule() {}

    static SealedTable create() {
        SealedTable event =
                new SealedTable("process.event")
                        .with("CANCEL", Events.CANCEL)
                        .with("EXIT", Events.EXIT)
                        .with("LINK_DOWN", Events.LINK_DOWN)
                        .with("OUTDATED", Events.OUTDATED)
                        .seal();
        Builtin exec = Signature.of("exec", "id", "host").builtin(SpawnCalls::exec);
        SealedTable process =
                new SealedTable("process")
                        .with(new Builtin("id", args -> text(LuaProcess.self().entry())))
                        .with(new Builtin("pid", args -> LuaProcess.self().pidText()))
                        .with(Signature.of("send", "destination", "topic").builtin(Sending::call))
                        .with(spawning("spawn", false, false))
                        .with(spawning("spawn_monitored", true, false))
                        .with(spawning("spawn_linked", false, true))
                        .with(spawning("spawn_linked_monitored", true, true))
                        .with(exec)
                        .with("call", exec)
                        .with(new Builtin("upgrade", UpgradeCall::call))
                        .with(new Builtin("with_context", SpawnBuilder::ofContext))
                        .with(new Builtin("with_options", SpawnBuilder::ofOptions))
                        .with(request("terminate", World::terminate))
                        .with(Signature.of("cancel", "destination").builtin(Cancelling::call))
                        .with(request("monitor", ProcessModule::monitor))
                        .with(request("unmonitor", ProcessModule::unmonitor))
                        .with(request("link", World::link))
                        .with(request("unlink", World::unlink))
                        .with(new Builtin("get_options", args -> options()))
                        .with(new Builtin("set_options", ProcessModule::setOptions))
                        .with(new Builtin("inbox", args -> LuaProcess.self().mailbox().inbox()))
                        .with(new Builtin("events", args -> LuaProcess.self().mailbox().events()))
                        .with(Signature.of("listen", "topic").builtin(Listening::listen))
                        .with(Signature.of("unlisten", "channel").predicate(Listening::unlisten))
                        .with("registry", RegistryModule.create())
                        .with("event", event);
        return process.seal();
    }

    /** {@code true}, or {@code nil, err}. */
    static Varargs done(Failure failure) {
        return failure == null ? LuaValue.TRUE : Fault.results(failure);
    }

    /** The process that argument 1 names; a wrong type raises. */
    static Outcome<Pid> destination(LuaProcess process, Varargs args) {
        return process.destinations().pid(destinationText(args));
    }

    static LuaString destinationText(Varargs args) {
        if (args.arg1() instanceof LuaString destination) {
            return destination;
        }
        throw Arguments.expected(args, 1, "string (a PID or a registered name)");
    }

    private static LuaString text(String text) {
        return Utf8.bytes(text);
    }

    private static Builtin spawning(String name, boolean monitored, boolean linked) {
        return Signature.of(name, "id", "host")
                .builtin(args -> SpawnCalls.call(name, null, monitored, linked, args));
    }

    private static Builtin request(String name, Request request) {
        Permission permission = RequestPermissions.about(name);
        return Signature.of(name, "destination")
                .builtin(
                        args -> {
                            LuaProcess process = LuaProcess.self();
                            process.requireStarted("process." + name);
                            Outcome<Pid> pid = destination(process, args);
                            if (pid.failure() != null) {
                                return Fault.results(pid.failure());
                            }
                            Failure refused =
                                    permission.check(process, pid.value(), destinationText(args));
                            if (refused != null) {
                                return Fault.results(refused);
                            }
                            Failure failure = request.about(process.world(), pid.value());
                            process.checkKilled(); // it may have been about this very process
                            return done(failure);
                        });
    }

    private static Failure monitor(World world, Pid pid) {
        Calls calls = LuaProcess.self().calls();
        return calls.isOpen(pid) ? calls.monitor(pid) : world.monitor(pid);
    }

    private static Failure unmonitor(World world, Pid pid) {
        Calls calls = LuaProcess.self().calls();
        return calls.isOpen(pid) ? calls.unmonitor(pid) : world.unmonitor(pid);
    }

    private static LuaTable options() {
        LifeEvents events = LuaProcess.self().lifeEvents();
        LuaTable options = new Table();
        options.set(TRAP_LINKS, LuaValue.valueOf(events.trapLinks()));
        options.set(UPGRADABLE, LuaValue.valueOf(events.upgradable()));
        return options;
    }

    /** Sets what is right even where another option in the same call is wrong. */
    private static Varargs setOptions(Varargs args) {
        LuaProcess process = LuaProcess.self();
        if (!(args.arg1() instanceof LuaTable options)) {
            return refused("options parameter must be a table");
        }
        String wrong = null;
        for (LuaValue key : options.keys()) {
            LuaValue value = options.get(key);
            boolean trapLinks = key.raweq(TRAP_LINKS);
            if (!trapLinks && !key.raweq(UPGRADABLE)) {
                wrong = "option " + Fault.plainText(key) + " is not supported";
            } else if (!value.isboolean()) {
                wrong = Fault.plainText(key) + " must be a boolean";
            } else if (trapLinks) {
                process.lifeEvents().trapLinks(value.toboolean());
            } else {
                process.lifeEvents().upgradable(value.toboolean());
            }
        }
        return wrong == null ? LuaValue.varargsOf(LuaValue.TRUE, LuaValue.NIL) : refused(wrong);
    }

    private static Varargs refused(String message) {
        return LuaValue.varargsOf(
                LuaValue.FALSE, new Fault(Failure.of(ErrorKind.INVALID, message)));
    }
}
