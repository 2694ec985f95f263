package moonlet.lua.process;

import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Retained;
import moonlet.lua.engine.SealedTable;

import org.luaj.vm2.LuaValue;

/** What {@code ch:case_send(v)} and {@code ch:case_receive()} give; can be used in many selects. */
final class SelectCase extends Userdata implements Holder {
    private static final int BYTES = 48;

    private static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("case methods"),
                    new Builtin("__tostring", args -> LuaValue.valueOf("channel case")));

    private final Channel channel;
    private final LuaValue value;
    private final boolean sends;

    SelectCase(Channel channel, LuaValue value, boolean sends) {
        super(METATABLE);
        this.channel = channel;
        this.value = value;
        this.sends = sends;
    }

    @Override
    public long hold(Retained retained) {
        retained.add(channel);
        retained.add(value);
        return BYTES;
    }

    /** The result if this case can go on at once, else null. */
    LuaValue tryNow() {
        if (sends) {
            if (!channel.canSend()) {
                return null;
            }
            channel.put(value);
            return Select.result(channel, value, true);
        }
        if (!channel.canReceive()) {
            return null;
        }
        return channel.hasValue()
                ? Select.result(channel, channel.take(), true)
                : Select.result(channel, NIL, false);
    }

    void await(Wait wait) {
        if (sends) {
            channel.awaitSend(wait, value);
        } else {
            channel.awaitReceive(wait);
        }
    }

    void leave(Wait wait) {
        if (sends) {
            channel.leaveSenders(wait);
        } else {
            channel.leaveReceivers(wait);
        }
    }
}
