package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Retained;
import moonlet.lua.engine.SealedTable;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What {@code funcs.async} gives: the result of a call, once there is one; or it is cancelled. */
final class Future extends Userdata implements Holder {
    private static final int BYTES = 80;
    private static final Failure CANCELED = Failure.of(ErrorKind.CANCELED, "call canceled");
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("future methods")
                            .with(new Builtin("response", args -> self(args).channel))
                            .with(new Builtin("channel", args -> self(args).channel))
                            .with(new Builtin("is_complete", args -> self(args).isComplete()))
                            .with(new Builtin("is_canceled", args -> self(args).isCanceled()))
                            .with(new Builtin("result", args -> self(args).result()))
                            .with(new Builtin("error", args -> self(args).error()))
                            .with(new Builtin("cancel", args -> self(args).cancel())),
                    new Builtin("__tostring", args -> LuaValue.valueOf("future")));

    private final LuaProcess process;
    private final Channel channel;
    private Pid callee; // null until it runs
    private LuaValue outcome; // a payload or an error; null while it runs
    private boolean canceled;

    Future(LuaProcess process) {
        super(METATABLE);
        process.allocate(BYTES);
        this.process = process;
        this.channel = Channel.unbounded(process);
    }

    @Override
    public long hold(Retained retained) {
        retained.add(channel);
        if (outcome != null) {
            retained.add(outcome);
        }
        return BYTES;
    }

    /** The callee runs; it may be wanted no more. */
    void runs(Pid pid) {
        callee = pid;
        if (canceled) {
            process.world().terminate(pid);
        }
    }

    /** The call is over. What ends after it was cancelled is no news. */
    void ended(Ending ending) {
        if (outcome == null) {
            process.keeps(Events.bytes(ending));
            complete(
                    switch (ending) {
                        case Ending.Returned(Payload value) ->
                                new PayloadValue(LuaPayload.copyOf(value, process));
                        case Ending.Failed(Failure failure) -> new Fault(failure.ofAnother());
                    });
        }
    }

    private void complete(LuaValue with) {
        outcome = with;
        channel.offer(with);
        channel.close();
    }

    private static Future self(Varargs args) {
        return Arguments.instance(args, 1, Future.class, "future");
    }

    private LuaValue isComplete() {
        return valueOf(outcome != null);
    }

    private LuaValue isCanceled() {
        return valueOf(canceled);
    }

    private Varargs result() {
        if (outcome == null) {
            return varargsOf(NIL, NIL);
        }
        return outcome instanceof Fault ? varargsOf(NIL, outcome) : varargsOf(outcome, NIL);
    }

    private Varargs error() {
        return outcome instanceof Fault ? varargsOf(outcome, TRUE) : varargsOf(NIL, FALSE);
    }

    /** Ends the work; returns false where it is complete already. */
    private LuaValue cancel() {
        if (outcome != null) {
            return FALSE;
        }
        canceled = true;
        complete(new Fault(CANCELED));
        if (callee != null) {
            process.world().terminate(callee);
        }
        return TRUE;
    }
}
