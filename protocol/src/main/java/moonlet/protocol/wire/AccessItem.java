package moonlet.protocol.wire;

import moonlet.protocol.Context;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

/** Requests of processes whose permissions the reading node checks too. */
public sealed interface AccessItem extends Item {
    /** What says {@code request} for a process with this context. */
    static Item asked(Pid from, Context by, Item request) {
        return by.isRestricted() ? new OnBehalf(from, by.withoutValues(), request) : request;
    }

    /**
     * A process with actor and scope asks for something.
     *
     * @param context its actor and scope, without values
     * @param request a Monitor, Link, Cancel, Terminate, Register, Unregister, Claim or Bid
     */
    record OnBehalf(Pid from, Context context, Item request) implements AccessItem {}

    /**
     * Answers a Monitor: {@code from} must not have it. Others of the reading node may still want
     * one, and ask again.
     */
    record MonitorRefused(Pid from, Pid target, Failure why) implements AccessItem {}
}
