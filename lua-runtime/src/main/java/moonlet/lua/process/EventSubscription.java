package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Retained;
import moonlet.lua.engine.SealedTable;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What {@code events.subscribe} gives: {@code channel()}, {@code dropped()}, {@code close()}. */
final class EventSubscription extends Userdata implements Holder {
    private static final int BYTES = 160;
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("event subscription methods")
                            .with(new Builtin("channel", args -> self(args).channel))
                            .with(new Builtin("dropped", EventSubscription::dropped))
                            .with(new Builtin("close", EventSubscription::close)));

    private final EventBus.Subscription subscription;
    private final Channel channel;

    EventSubscription(EventBus.Subscription subscription, Channel channel) {
        super(METATABLE);
        this.subscription = subscription;
        this.channel = channel;
    }

    @Override
    public long hold(Retained retained) {
        retained.add(channel);
        return BYTES;
    }

    private static EventSubscription self(Varargs args) {
        return Arguments.instance(args, 1, EventSubscription.class, "event subscription");
    }

    private static Varargs dropped(Varargs args) {
        return LuaValue.valueOf((double) self(args).subscription.dropped());
    }

    private static Varargs close(Varargs args) {
        EventSubscription self = self(args);
        Pinned.call(
                () -> {
                    self.subscription.close();
                    return null;
                });
        while (!self.channel.isClosed() && self.channel.hasValue()) {
            self.channel.take(); // else the inbox would get what nobody has read
        }
        if (LuaProcess.self().mailbox().unlisten(self.channel)) {
            self.channel.close();
        }
        return LuaValue.TRUE;
    }
}
