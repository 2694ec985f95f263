package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.Retained;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.time.DurationReading;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A timer or a ticker: {@code channel}, {@code stop} and {@code reset} (specification §7.1). */
final class TimerValue extends Userdata implements Holder {
    private static final int BYTES = 300; // with what the node keeps of it

    /** What happens to the channel when the time has come. */
    @FunctionalInterface
    interface Firing {
        void fire(LuaProcess process, Channel channel);
    }

    static final SealedTable METATABLE =
            metatable(
                    new SealedTable("timer methods")
                            .with(new Builtin("channel", args -> self(args).channel))
                            .with(new Builtin("response", args -> self(args).channel))
                            .with(new Builtin("stop", args -> valueOf(self(args).stop())))
                            .with(new Builtin("reset", TimerValue::reset)),
                    new Builtin("__tostring", args -> valueOf("timer")));

    private final LuaProcess process;
    private final Firing firing;
    private final boolean repeats;
    private final Channel channel;
    private boolean pending;
    private long ticket;
    private long periodNanos;
    private long dueNanos; // Unix time

    TimerValue(LuaProcess process, Firing firing, boolean repeats) {
        super(METATABLE);
        this.process = process;
        this.firing = firing;
        this.repeats = repeats;
        this.channel = Channel.unbounded(process);
    }

    @Override
    public long hold(Retained retained) {
        retained.add(channel);
        return BYTES;
    }

    Channel channel() {
        return channel;
    }

    void start(long nanos) {
        periodNanos = nanos;
        dueNanos = nowNanos() + nanos;
        arm(nanos);
    }

    private void arm(long nanos) {
        ticket = process.tickets().startTimer(nanos, this::due);
        pending = true;
    }

    private static TimerValue self(Varargs args) {
        return Arguments.instance(args, 1, TimerValue.class, "timer");
    }

    private void due() {
        pending = false;
        if (repeats) {
            armNext();
        }
        firing.fire(process, channel);
    }

    /** Ticks keep to their times, however late this one was seen; whole periods missed are lost. */
    private void armNext() {
        long now = nowNanos();
        long late = now - dueNanos;
        dueNanos += periodNanos * (1 + Math.max(0, late) / periodNanos);
        arm(Math.max(1, dueNanos - now));
    }

    private long nowNanos() {
        Instant now = process.world().clock().instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /** Whether it was pending; a ticker always is until it is stopped. */
    private boolean stop() {
        boolean was = cancel();
        channel.close();
        return was || repeats;
    }

    private boolean cancel() {
        if (!pending) {
            return false;
        }
        process.tickets().cancel(ticket);
        pending = false;
        return true;
    }

    private static LuaValue reset(Varargs args) {
        TimerValue self = self(args);
        switch (DurationReading.of(Arguments.any(args, 2))) {
            case DurationReading.Nanos(long nanos) when nanos > 0 -> {
                boolean was = self.cancel();
                if (!self.channel.isClosed()) {
                    self.start(nanos);
                }
                return valueOf(was);
            }
            case DurationReading.Nanos _ -> throw new Raised("timer reset: duration must be > 0");
            case DurationReading.Bad(String reason) -> throw new Raised("timer reset: " + reason);
        }
    }
}
