package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;
import moonlet.lua.time.DurationReading;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What the library {@code moonlet:test} needs and no other code sees. */
final class TestingModule {
    private TestingModule() {}

    static SealedTable create() {
        return new SealedTable("testing")
                .with(new Builtin("begins", TestingModule::begins))
                .with(new Builtin("ends", TestingModule::ends))
                .with(new Builtin("advance", TestingModule::advance))
                .with(new Builtin("release", TestingModule::release))
                .with(new Builtin("after", TestingModule::after))
                .with(new Builtin("try", TestingModule::attempt))
                .seal();
    }

    private static TestSession session() {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("moonlet:test");
        TestSession session = process.world().tests();
        if (session == null) {
            throw new Raised("moonlet:test works under moonlet test only");
        }
        return session;
    }

    private static Varargs begins(Varargs args) {
        long number = Arguments.integer(args, 1);
        String name = text(args, 2);
        TestSession session = session();
        return LuaValue.valueOf(Pinned.call(() -> session.begins(number, name)));
    }

    private static Varargs ends(Varargs args) {
        String failure = args.arg(1).isnil() ? null : text(args, 1);
        TestSession session = session();
        return done(() -> session.ends(failure));
    }

    private static Varargs release(Varargs args) {
        TestSession session = session();
        return done(session::release);
    }

    /** {@code true}, or {@code nil, err}; the coroutine that calls waits meanwhile. */
    private static Varargs advance(Varargs args) {
        long nanos = nanos(args);
        TestSession session = session();
        LuaProcess process = LuaProcess.self();
        Wait wait = new Wait(process.scheduler().current());
        Failure[] refused = new Failure[1];
        long ticket =
                process.tickets()
                        .add(
                                number -> {
                                    refused[0] = Pinned.call(() -> session.advance(nanos, number));
                                    return () -> {};
                                },
                                () -> process.scheduler().ready(wait.task()));
        if (refused[0] != null) {
            process.tickets().cancel(ticket);
            return Fault.results(refused[0]);
        }
        process.scheduler().suspend();
        return ProcessModule.done(Pinned.call(session::advanced));
    }

    /** A channel that closes after so much real time. */
    private static Varargs after(Varargs args) {
        long nanos = nanos(args);
        TestSession session = session();
        LuaProcess process = LuaProcess.self();
        Channel channel = Channel.unbounded(process);
        process.tickets()
                .add(
                        number -> Pinned.call(() -> session.afterReally(nanos, number)),
                        channel::close);
        return channel;
    }

    /** As {@code pcall}, and a third result: the lines that an error passed, innermost first. */
    private static Varargs attempt(Varargs args) {
        try {
            return LuaValue.varargsOf(
                    LuaValue.TRUE, Arguments.function(args, 1).invoke(args.subargs(2)));
        } catch (LuaError error) {
            String lines = error instanceof Raised raised ? raised.traceback() : "";
            return LuaValue.varargsOf(LuaValue.FALSE, error.getMessageObject(), Utf8.bytes(lines));
        } catch (StackOverflowError overflow) {
            return LuaValue.varargsOf(
                    LuaValue.FALSE, LuaValue.valueOf("stack overflow"), LuaValue.valueOf(""));
        }
    }

    private static String text(Varargs args, int index) {
        LuaString text = Arguments.string(args, index);
        LuaProcess.self().charge(text.length() / Byte.SIZE);
        return Utf8.string(text);
    }

    private static long nanos(Varargs args) {
        return switch (DurationReading.of(Arguments.any(args, 1))) {
            case DurationReading.Nanos(long nanos) when nanos >= 0 -> nanos;
            case DurationReading.Nanos _ -> throw Arguments.bad(1, "duration must be >= 0");
            case DurationReading.Bad(String reason) -> throw Arguments.bad(1, reason);
        };
    }

    private static Varargs done(Runnable action) {
        Pinned.call(
                () -> {
                    action.run();
                    return null;
                });
        return LuaValue.NONE;
    }
}
