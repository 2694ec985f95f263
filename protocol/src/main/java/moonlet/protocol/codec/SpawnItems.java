package moonlet.protocol.codec;

import moonlet.protocol.Context;
import moonlet.protocol.Failure;
import moonlet.protocol.FirstMessage;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;
import moonlet.protocol.codec.proto.FirstMessageBytes;
import moonlet.protocol.codec.proto.ItemBytes;
import moonlet.protocol.codec.proto.RefusedBytes;
import moonlet.protocol.codec.proto.SpawnBytes;
import moonlet.protocol.codec.proto.StartedBytes;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.SpawnItem;

/** Starts of processes, as bytes. */
final class SpawnItems {
    private final Values values;
    private final Contexts contexts;

    SpawnItems(Values values) {
        this.values = values;
        this.contexts = new Contexts(values);
    }

    void write(SpawnItem item, ItemBytes.Builder to) {
        switch (item) {
            case SpawnItem.Spawn spawn -> to.setSpawn(spawn(spawn));
            case SpawnItem.Started(long request, Pid pid, long sourceHash) ->
                    to.setStarted(
                            StartedBytes.newBuilder()
                                    .setRequest(request)
                                    .setPid(values.pid(pid))
                                    .setSourceHash(sourceHash));
            case SpawnItem.Refused(long request, Failure why) ->
                    to.setRefused(
                            RefusedBytes.newBuilder()
                                    .setRequest(request)
                                    .setFailure(values.brief(why)));
            case SpawnItem.Abandon(long request) -> to.setAbandon(request);
        }
    }

    Item read(ItemBytes item) {
        return switch (item.getKindCase()) {
            case SPAWN -> spawn(item.getSpawn());
            case STARTED ->
                    new SpawnItem.Started(
                            Values.count(item.getStarted().getRequest()),
                            values.pid(item.getStarted().getPid()),
                            item.getStarted().getSourceHash());
            case REFUSED -> {
                RefusedBytes it = item.getRefused();
                Values.need(it.hasFailure(), "failure");
                yield new SpawnItem.Refused(
                        Values.count(it.getRequest()), values.failure(it.getFailure()));
            }
            case ABANDON -> new SpawnItem.Abandon(Values.count(item.getAbandon()));
            default ->
                    throw new IllegalArgumentException("of another family: " + item.getKindCase());
        };
    }

    private SpawnBytes spawn(SpawnItem.Spawn spawn) {
        SpawnBytes.Builder to =
                SpawnBytes.newBuilder()
                        .setRequest(spawn.request())
                        .setEntry(values.text(spawn.entry()))
                        .setHost(values.text(spawn.host()))
                        .setArguments(values.payload(spawn.arguments()))
                        .setParent(values.pid(spawn.parent()))
                        .setMonitored(spawn.monitored())
                        .setLinked(spawn.linked())
                        .setSettled(spawn.settled());
        if (!spawn.context().equals(Context.NONE)) {
            to.setContext(contexts.context(spawn.context()));
        }
        if (spawn.name() != null) {
            to.setName(values.text(spawn.name()));
        }
        for (FirstMessage message : spawn.messages()) {
            to.addMessages(
                    FirstMessageBytes.newBuilder()
                            .setTopic(values.text(message.topic()))
                            .setPayload(values.payload(message.payload())));
        }
        return to.build();
    }

    private SpawnItem.Spawn spawn(SpawnBytes from) {
        Payload arguments = values.payload(from.getArguments());
        return new SpawnItem.Spawn(
                Values.count(from.getRequest()),
                values.text(from.getEntry()),
                values.text(from.getHost()),
                arguments,
                values.pid(from.getParent()),
                from.hasContext() ? contexts.context(from.getContext()) : Context.NONE,
                from.getMonitored(),
                from.getLinked(),
                from.hasName() ? values.text(from.getName()) : null,
                from.getMessagesList().stream().map(this::message).toList(),
                Values.count(from.getSettled()));
    }

    private FirstMessage message(FirstMessageBytes from) {
        return new FirstMessage(values.text(from.getTopic()), values.payload(from.getPayload()));
    }
}
