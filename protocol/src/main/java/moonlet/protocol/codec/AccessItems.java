package moonlet.protocol.codec;

import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.codec.proto.ItemBytes;
import moonlet.protocol.codec.proto.MonitorRefusedBytes;
import moonlet.protocol.codec.proto.OnBehalfBytes;
import moonlet.protocol.wire.AccessItem;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.NameItem;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.RelationItem;

/** Requests with the actor and scope of who asks, as bytes. */
final class AccessItems {
    private final Values values;
    private final Contexts contexts;
    private final ProcessItems processes; // of the requests
    private final NameItems names; // the same

    AccessItems(Values values, ProcessItems processes, NameItems names) {
        this.values = values;
        this.contexts = new Contexts(values);
        this.processes = processes;
        this.names = names;
    }

    void write(AccessItem item, ItemBytes.Builder to) {
        switch (item) {
            case AccessItem.OnBehalf asked ->
                    to.setOnBehalf(
                            OnBehalfBytes.newBuilder()
                                    .setFrom(values.pid(asked.from()))
                                    .setContext(contexts.context(asked.context()))
                                    .setRequest(request(asked.request())));
            case AccessItem.MonitorRefused(Pid from, Pid target, Failure why) ->
                    to.setMonitorRefused(
                            MonitorRefusedBytes.newBuilder()
                                    .setFrom(values.pid(from))
                                    .setTarget(values.pid(target))
                                    .setFailure(values.failure(why)));
        }
    }

    private ItemBytes request(Item request) {
        ItemBytes.Builder to = ItemBytes.newBuilder();
        switch (request) {
            case ProcessItem process -> processes.write(process, to);
            case RelationItem relation -> processes.write(relation, to);
            case NameItem name -> names.write(name, to);
            default -> throw new IllegalArgumentException("not asked on behalf: " + request);
        }
        return to.build();
    }

    /** Reads what is of one of these kinds. */
    Item read(ItemBytes item) {
        return switch (item.getKindCase()) {
            case ON_BEHALF -> {
                OnBehalfBytes it = item.getOnBehalf();
                yield new AccessItem.OnBehalf(
                        values.pid(it.getFrom()),
                        contexts.context(it.getContext()),
                        request(it.getRequest()));
            }
            case MONITOR_REFUSED -> {
                MonitorRefusedBytes it = item.getMonitorRefused();
                Values.need(it.hasFailure(), "failure");
                yield new AccessItem.MonitorRefused(
                        values.pid(it.getFrom()),
                        values.pid(it.getTarget()),
                        values.failure(it.getFailure()));
            }
            default ->
                    throw new IllegalArgumentException("of another family: " + item.getKindCase());
        };
    }

    private Item request(ItemBytes request) {
        return switch (request.getKindCase()) {
            case MONITOR, LINK, CANCEL, TERMINATE -> processes.read(request);
            case REGISTER, UNREGISTER, CLAIM, BID -> names.read(request);
            default -> throw new BadWire("not asked on behalf: " + request.getKindCase());
        };
    }
}
