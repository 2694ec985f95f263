package moonlet.lua.process;

import moonlet.lua.time.DurationReading;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.concurrent.TimeUnit;

/** {@code process.cancel(dest, [deadline])} (specification §3.4). */
final class Cancelling {
    private static final Permission CANCEL = RequestPermissions.about("cancel");

    /** A hundred years: {@code math.huge} is a time that can still be written down. */
    private static final long MILLIS_MAX = TimeUnit.DAYS.toMillis(36_525);

    private Cancelling() {}

    static Varargs call(Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("process.cancel");
        Outcome<Pid> pid = ProcessModule.destination(process, args);
        if (pid.failure() != null) {
            return Fault.results(pid.failure());
        }
        Outcome<Long> millis = millis(args.arg(2));
        if (millis.failure() != null) {
            return Fault.results(millis.failure());
        }
        Failure refused = CANCEL.check(process, pid.value(), ProcessModule.destinationText(args));
        if (refused != null) {
            return Fault.results(refused);
        }
        long deadline =
                millis.value() == null ? 0 : process.world().clock().millis() + millis.value();
        Failure failure = process.world().cancel(pid.value(), deadline);
        return ProcessModule.done(failure);
    }

    /** The time left in milliseconds; no value where there is no deadline. */
    private static Outcome<Long> millis(LuaValue deadline) {
        if (deadline.isnil()) {
            return Outcome.of(null);
        }
        if (deadline.type() == LuaValue.TNUMBER && !Double.isNaN(deadline.todouble())) {
            long millis = (long) deadline.todouble();
            return Outcome.of(Math.clamp(millis, 0, MILLIS_MAX));
        }
        if (!(deadline instanceof LuaString) && !deadline.isuserdata()) {
            return Outcome.failed(
                    ErrorKind.INVALID,
                    "deadline must be either a duration string or milliseconds number");
        }
        return switch (DurationReading.of(deadline)) {
            case DurationReading.Nanos(long nanos) ->
                    Outcome.of(Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanos)));
            case DurationReading.Bad(String reason) ->
                    Outcome.failed(ErrorKind.INVALID, "invalid duration format: " + reason);
        };
    }
}
