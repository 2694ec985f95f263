package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.codec.EncodedPayload;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The module {@code events}: a bus inside the node (specification §7.4). */
final class EventsModule {
    private static final Permission SUBSCRIBE =
            new Permission("events.subscribe", "subscribe to events of system");
    private static final Permission SEND = new Permission("events.send", "send events to system");
    private static final int NAME_BYTES_MAX = 1024;
    private static final int LOOKED_AT_PER_REDUCTION = 4;

    private EventsModule() {}

    static SealedTable create() {
        return new SealedTable("events")
                .with(Signature.of("events.subscribe", "system").builtin(EventsModule::subscribe))
                .with(
                        Signature.of("events.send", "system", "kind", "path")
                                .builtin(EventsModule::send))
                .seal();
    }

    private static Varargs subscribe(Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("events.subscribe");
        boolean everyKind = args.arg(2).isnil();
        Failure wrong = wrong(args, 1, "system");
        if (wrong == null && !everyKind) {
            wrong = wrong(args, 2, "kind");
        }
        if (wrong != null) {
            return Fault.results(wrong);
        }
        Failure refused = SUBSCRIBE.check(process, text(args, 1));
        if (refused != null) {
            return Fault.results(ErrorKind.INVALID, refused.message());
        }
        EventPattern system;
        EventPattern kind;
        try {
            system = EventPattern.of(text(args, 1));
            kind = EventPattern.of(everyKind ? "**" : text(args, 2));
        } catch (EventPattern.Malformed malformed) {
            return Fault.results(ErrorKind.INVALID, malformed.getMessage());
        }
        return subscribe(process, system, kind);
    }

    private static Varargs subscribe(LuaProcess process, EventPattern system, EventPattern kind) {
        String topic = freeTopic(process.mailbox());
        Channel channel = process.mailbox().listen(topic, false);
        EventBus bus = process.world().facilities().events();
        Outcome<EventBus.Subscription> made = Pinned.call(() -> bus.subscribe(system, kind, topic));
        if (made.failure() != null) {
            process.mailbox().unlisten(channel);
            return Fault.results(made.failure());
        }
        channel.topic().taken = made.value()::taken;
        return new EventSubscription(made.value(), channel);
    }

    /** One that this process never had; not from the random numbers, which are the program's. */
    private static String freeTopic(Mailbox mailbox) {
        String topic;
        do {
            topic = "@event/" + System.nanoTime();
        } while (mailbox.isTaken(topic));
        return topic;
    }

    private static Varargs send(Varargs args) {
        Failure wrong = wrong(args, 1, "system");
        wrong = wrong == null ? wrong(args, 2, "kind") : wrong;
        wrong = wrong == null ? wrong(args, 3, "path") : wrong;
        if (wrong != null) {
            return Fault.results(wrong);
        }
        LuaProcess process = LuaProcess.self();
        String system = text(args, 1);
        Failure refused = SEND.check(process, system);
        if (refused != null) {
            return Fault.results(ErrorKind.INVALID, refused.message());
        }
        LuaTable event = new Table(0, 4);
        event.set("system", args.arg(1));
        event.set("kind", args.arg(2));
        event.set("path", args.arg(3));
        event.set("data", args.arg(4));
        EncodedPayload payload;
        try {
            payload = Copier.shared(event, process.limits());
        } catch (Copier.NotSendable unfit) {
            return Fault.results(ErrorKind.INVALID, unfit.getMessage());
        }
        String kind = text(args, 2);
        EventBus bus = process.world().facilities().events();
        int lookedAt = Pinned.call(() -> bus.send(system, kind, payload));
        process.charge(lookedAt / LOOKED_AT_PER_REDUCTION);
        return LuaValue.TRUE;
    }

    private static Failure wrong(Varargs args, int index, String what) {
        if (!(args.arg(index) instanceof LuaString text)) {
            throw Arguments.expected(args, index, "string (" + what + " of an event)");
        }
        if (text.m_length == 0) {
            return Failure.of(ErrorKind.INVALID, "empty " + what);
        }
        return text.m_length <= NAME_BYTES_MAX
                ? null
                : Failure.of(
                        ErrorKind.INVALID,
                        "the "
                                + what
                                + " of an event has at most "
                                + NAME_BYTES_MAX
                                + " bytes; this one has "
                                + text.m_length);
    }

    private static String text(Varargs args, int index) {
        return Utf8.string(args.arg(index).checkstring());
    }
}
