package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Retained;
import moonlet.lua.engine.SealedTable;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Events of process groups: {@code sub:channel()}, {@code sub:close()}. */
final class GroupSubscription extends Userdata implements Holder {
    private static final int BYTES = 64;
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("pg subscription methods")
                            .with(new Builtin("channel", args -> self(args).channel))
                            .with(new Builtin("close", GroupSubscription::close)));

    private final String topic;
    private final Channel channel;

    GroupSubscription(String topic, Channel channel) {
        super(METATABLE);
        this.topic = topic;
        this.channel = channel;
    }

    @Override
    public long hold(Retained retained) {
        retained.add(channel);
        return BYTES;
    }

    private static GroupSubscription self(Varargs args) {
        return Arguments.instance(args, 1, GroupSubscription.class, "pg subscription");
    }

    private static Varargs close(Varargs args) {
        GroupSubscription self = self(args);
        LuaProcess process = LuaProcess.self();
        Pinned.call(
                () -> {
                    process.world().groups().unwatch(self.topic);
                    return null;
                });
        if (process.mailbox().unlisten(self.channel)) {
            self.channel.close();
        }
        return LuaValue.NONE;
    }
}
