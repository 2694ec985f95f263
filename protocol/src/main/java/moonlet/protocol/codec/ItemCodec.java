package moonlet.protocol.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;

import moonlet.protocol.NodeStart;
import moonlet.protocol.codec.proto.ItemBytes;
import moonlet.protocol.wire.AccessItem;
import moonlet.protocol.wire.FlowItem;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.NameItem;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.RelationItem;
import moonlet.protocol.wire.SpawnItem;

import java.io.IOException;

/**
 * Items as bytes, on the link of two starts of nodes: the PIDs of these two are written without
 * their node. Safe for threads.
 */
public final class ItemCodec {
    /** The version of the link protocol that this writes and reads. */
    public static final int VERSION = 1;

    private final Messages messages;
    private final ProcessItems processes;
    private final SpawnItems spawns;
    private final NameItems names;
    private final AccessItems access;

    /**
     * @param self the start of this node
     * @param peer the start of the other one
     */
    public ItemCodec(NodeStart self, NodeStart peer, PayloadEncoder payloads, WireLimits limits) {
        Values values = new Values(self, peer, payloads, limits);
        this.messages = new Messages(values);
        this.processes = new ProcessItems(values);
        this.spawns = new SpawnItems(values);
        this.names = new NameItems(values);
        this.access = new AccessItems(values, processes, names);
    }

    /**
     * Writes an item.
     *
     * @throws IllegalArgumentException if a topic, name or id in it is longer than a reader takes
     */
    public ByteString encode(Item item) {
        if (item instanceof ProcessItem.Message message) {
            return messages.write(message);
        }
        ItemBytes.Builder to = ItemBytes.newBuilder();
        switch (item) {
            case ProcessItem process -> processes.write(process, to);
            case RelationItem relation -> processes.write(relation, to);
            case FlowItem flow -> processes.write(flow, to);
            case AccessItem asked -> access.write(asked, to);
            case SpawnItem spawn -> spawns.write(spawn, to);
            case NameItem name -> names.write(name, to);
        }
        return to.build().toByteString();
    }

    /**
     * Reads an item.
     *
     * @return null if it is of a kind that this version does not know
     * @throws BadWire if the bytes are not an item
     */
    public Item decode(ByteString bytes) {
        try {
            CodedInputStream item = bytes.newCodedInput();
            if (item.readTag() == Messages.TAG) {
                return messages.read(item);
            }
            names.checkSize(bytes);
            return read(ItemBytes.parseFrom(bytes));
        } catch (IOException malformed) {
            throw new BadWire("not an item: " + malformed.getMessage());
        }
    }

    private Item read(ItemBytes item) {
        return switch (item.getKindCase()) {
            case MESSAGE,
                    CANCEL,
                    TERMINATE,
                    MONITOR,
                    UNMONITOR,
                    EXIT,
                    LINK,
                    UNLINK,
                    UNLINK_DONE,
                    LINK_DOWN,
                    MAILBOX_FULL,
                    MAILBOX_ROOM,
                    GONE ->
                    processes.read(item);
            case SPAWN, STARTED, REFUSED, ABANDON -> spawns.read(item);
            case CLAIM,
                    GRANTED,
                    HELD,
                    LOOKUP,
                    FOUND,
                    PROBE,
                    PROBED,
                    REGISTER,
                    UNREGISTER,
                    DONE,
                    DELTA,
                    TOLD,
                    LOAD,
                    BID,
                    PROMISED,
                    UNPROMISED,
                    WITHDRAWN,
                    START_GONE,
                    KNOWS,
                    COPIED,
                    DENIED,
                    VETOED ->
                    names.read(item);
            case ON_BEHALF, MONITOR_REFUSED -> access.read(item);
            case KIND_NOT_SET -> null;
        };
    }
}
