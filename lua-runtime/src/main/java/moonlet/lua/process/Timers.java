package moonlet.lua.process;

import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.time.DurationReading;
import moonlet.lua.time.TimeModule;
import moonlet.protocol.ErrorKind;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.time.ZoneId;

/** The part of the {@code time} module that needs a process: the clock and timers (§7.1). */
final class Timers {
    private static final int TICKS_KEPT = 16;

    private final TimeModule time;

    private Timers(TimeModule time) {
        this.time = time;
    }

    /** The whole {@code time} module. */
    static SealedTable create(ZoneId zone) {
        TimeModule time = new TimeModule(zone, Fault::results);
        Timers timers = new Timers(time);
        return time.fill(new SealedTable("time"))
                .with(new Builtin("now", args -> timers.now(LuaProcess.self())))
                .with(new Builtin("sleep", timers::sleep))
                .with(new Builtin("after", timers::after))
                .with(new Builtin("timer", timers::timer))
                .with(new Builtin("ticker", timers::ticker))
                .seal();
    }

    private LuaValue now(LuaProcess process) {
        return time.time(process.world().clock().instant());
    }

    private Varargs sleep(Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("time.sleep");
        return switch (DurationReading.of(args.arg1())) {
            case DurationReading.Bad(String reason) ->
                    Fault.results(ErrorKind.INVALID, "time.sleep: " + reason);
            case DurationReading.Nanos(long nanos) when nanos <= 0 -> LuaValue.NONE;
            case DurationReading.Nanos(long nanos) -> {
                Wait wait = new Wait(process.scheduler().current());
                process.tickets().startTimer(nanos, () -> process.scheduler().ready(wait.task()));
                process.scheduler().suspend();
                yield LuaValue.NONE;
            }
        };
    }

    /** A channel that gives one time and is closed then. */
    private Varargs after(Varargs args) {
        return started("after", args, (process, nanos) -> once(process, nanos).channel());
    }

    private Varargs timer(Varargs args) {
        return started("timer", args, this::once);
    }

    private Varargs ticker(Varargs args) {
        return started(
                "ticker",
                args,
                (process, nanos) -> {
                    TimerValue ticker = new TimerValue(process, this::tick, true);
                    ticker.start(nanos);
                    return ticker;
                });
    }

    private TimerValue once(LuaProcess process, long nanos) {
        TimerValue timer = new TimerValue(process, this::fire, false);
        timer.start(nanos);
        return timer;
    }

    private void fire(LuaProcess process, Channel channel) {
        channel.offer(now(process));
        channel.close();
    }

    private void tick(LuaProcess process, Channel channel) {
        channel.offerUpTo(TICKS_KEPT, now(process));
    }

    /** Something that begins to run: a channel or a timer. */
    @FunctionalInterface
    private interface Start {
        LuaValue with(LuaProcess process, long nanos);
    }

    private static Varargs started(String name, Varargs args, Start start) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("time." + name);
        return switch (DurationReading.of(args.arg1())) {
            case DurationReading.Nanos(long nanos) when nanos > 0 -> start.with(process, nanos);
            case DurationReading.Nanos _ ->
                    Fault.results(ErrorKind.INVALID, "time." + name + ": duration must be > 0");
            case DurationReading.Bad(String reason) ->
                    Fault.results(ErrorKind.INVALID, "time." + name + ": " + reason);
        };
    }
}
