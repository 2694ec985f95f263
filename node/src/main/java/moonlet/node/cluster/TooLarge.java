package moonlet.node.cluster;

import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.codec.ItemCodec;
import moonlet.protocol.wire.AccessItem;
import moonlet.protocol.wire.FlowItem;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.NameItem;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.RelationItem;
import moonlet.protocol.wire.SpawnItem;

/** What is said in place of what is larger than a link takes. */
final class TooLarge {
    private static final int OBJECT_BYTES_MAX = 4_096; // a PID and a name, of which it speaks

    private TooLarge() {}

    static Failure of(String what, long bytes) {
        return Failure.of(ErrorKind.INVALID, what + bytes + " bytes, more than a link takes");
    }

    /** Null, or why a request of {@code from} with its actor and scope is no single piece. */
    static Failure behalf(Pid from, Context by, ItemCodec codec, int bytesMax) {
        if (!by.isRestricted()) {
            return null;
        }
        Item largest = AccessItem.asked(from, by, new RelationItem.Link(from, from));
        int bytes = codec.encode(largest).size();
        return bytes + OBJECT_BYTES_MAX > bytesMax ? of("actor and scope have ", bytes) : null;
    }

    /** The end of a process without its value or error; other items are never as large. */
    static Item instead(Item item, int bytes) {
        return switch (item) {
            case RelationItem.Exit(Pid from, Ending _, long at) ->
                    new RelationItem.Exit(from, new Ending.Failed(result(bytes)), at);
            case RelationItem.LinkDown(Pid from, Pid to, Failure _, long at) ->
                    new RelationItem.LinkDown(from, to, result(bytes), at);
            case RelationItem _, ProcessItem _, AccessItem _, FlowItem _, SpawnItem _, NameItem _ ->
                    item;
        };
    }

    private static Failure result(int bytes) {
        return of("the result has ", bytes);
    }
}
