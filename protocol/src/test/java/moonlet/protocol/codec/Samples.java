package moonlet.protocol.codec;

import com.google.protobuf.ByteString;

import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.FlowItem;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.NameItem;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.RelationItem;
import moonlet.protocol.wire.SpawnItem;

import java.util.List;

/** An item of every kind, and the two ends of a link. */
final class Samples {
    static final NodeStart NODE1 = new NodeStart("node1", 0x19a3f2c4b10L);
    static final NodeStart NODE2 = new NodeStart("node2", 0x19a3f2c4b11L);
    static final Pid ONE = new Pid("node1", "app:processes", 0x19a3f2c4b10L, 42);
    static final Pid TWO = new Pid("node2", "app:processes", 0x19a3f2c4b11L, Long.MAX_VALUE);
    static final Pid THREE = new Pid("n-3", "app:fn", 0, 0);
    static final Payload PAYLOAD = new EncodedPayload(ByteString.copyFromUtf8("payload"));
    static final Failure FAILURE =
            new Failure(ErrorKind.CONFLICT, "why", true, PAYLOAD, "at\nhere");

    private Samples() {}

    static ItemCodec at(NodeStart self, NodeStart peer) {
        return new ItemCodec(
                self,
                peer,
                payload -> {
                    throw new IllegalArgumentException("not encoded: " + payload);
                },
                WireLimits.DEFAULTS);
    }

    static List<Item> items() {
        return List.of(
                new ProcessItem.Message(ONE, TWO, "topic", PAYLOAD),
                new ProcessItem.Message(THREE, TWO, "", new EncodedPayload(ByteString.EMPTY)),
                new ProcessItem.Cancel(ONE, TWO, 1234, null, 99),
                new ProcessItem.Cancel(ONE, TWO, 0, "stop", 99),
                new ProcessItem.Terminate(ONE, TWO),
                new RelationItem.Monitor(TWO),
                new RelationItem.Unmonitor(TWO),
                new RelationItem.Exit(ONE, new Ending.Returned(PAYLOAD), 7),
                new RelationItem.Exit(ONE, new Ending.Returned(null), 7),
                new RelationItem.Exit(ONE, new Ending.Failed(FAILURE), 7),
                new RelationItem.Exit(ONE, failed(ErrorKind.UNKNOWN), 7),
                new RelationItem.Link(ONE, TWO),
                new RelationItem.Unlink(ONE, TWO, 3),
                new RelationItem.UnlinkDone(ONE, TWO, 3),
                new RelationItem.LinkDown(ONE, TWO, FAILURE, 8),
                new FlowItem.MailboxFull(ONE),
                new FlowItem.MailboxRoom(ONE),
                new FlowItem.Gone(ONE, 5),
                new SpawnItem.Spawn(9, "app:e", "app:h", PAYLOAD, ONE, true, false, 4),
                new SpawnItem.Started(9, TWO, -1),
                new SpawnItem.Refused(9, FAILURE),
                new SpawnItem.Abandon(9),
                new NameItem.Claim(1, "name", ONE),
                new NameItem.Granted(1, 77),
                new NameItem.Held(1, TWO),
                new NameItem.Lookup(1, "ü"),
                new NameItem.Found(1, THREE),
                new NameItem.Found(1, null),
                new NameItem.Probe(1, "name", ONE),
                new NameItem.Probed(1, true),
                new NameItem.Register(1, "name", TWO),
                new NameItem.Unregister(1, "name", TWO),
                new NameItem.Done(1, null),
                new NameItem.Done(1, FAILURE),
                new NameItem.Delta(
                        "names",
                        1,
                        3,
                        List.of(
                                new NameItem.Change("a", ONE, 5),
                                new NameItem.Change("b", null, 0))),
                new NameItem.Told(),
                new NameItem.Load(12));
    }

    private static Ending failed(ErrorKind kind) {
        return new Ending.Failed(new Failure(kind, "", null, null, null));
    }
}
