package moonlet.protocol.codec;

import com.google.protobuf.ByteString;

import moonlet.protocol.Actor;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.FirstMessage;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;
import moonlet.protocol.SpawnPurpose;
import moonlet.protocol.wire.AccessItem;
import moonlet.protocol.wire.FlowItem;
import moonlet.protocol.wire.Frame;
import moonlet.protocol.wire.Hello;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.NameItem;
import moonlet.protocol.wire.Part;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.RelationItem;
import moonlet.protocol.wire.SpawnItem;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Items, frames and hellos made by chance: the same seed gives the same ones. */
final class RandomItems {
    static final NodeStart SELF = new NodeStart("node1", 0x19a3f2c4b10L);
    static final NodeStart PEER = new NodeStart("node2", 0x19a3f2c4b11L);

    private static final String[] TEXTS = {
        "a", "job", "app:processes", "\u00fc", "\ud83d\ude00", "\0", "\udcff\udc80", "x".repeat(99)
    };

    private final Random random;
    private final List<Supplier<Item>> kinds =
            List.of(
                    () -> new ProcessItem.Message(pid(), pid(), text(), payload()),
                    () -> new ProcessItem.Cancel(pid(), pid(), count(), orNull(text()), count()),
                    () -> new ProcessItem.Terminate(pid(), pid()),
                    () -> new RelationItem.Monitor(pid()),
                    () -> new RelationItem.Unmonitor(pid()),
                    () -> new RelationItem.Exit(pid(), ending(), count()),
                    () -> new RelationItem.Link(pid(), pid()),
                    () -> new RelationItem.Unlink(pid(), pid(), count()),
                    () -> new RelationItem.UnlinkDone(pid(), pid(), count()),
                    () -> new RelationItem.LinkDown(pid(), pid(), failure(), count()),
                    () -> new FlowItem.MailboxFull(pid()),
                    () -> new FlowItem.MailboxRoom(pid()),
                    () -> new FlowItem.Gone(pid(), (int) count() >>> 1),
                    this::spawn,
                    () -> new SpawnItem.Started(count(), pid(), random().nextLong()),
                    () -> new SpawnItem.Refused(count(), failure()),
                    () -> new SpawnItem.Abandon(count()),
                    () -> new NameItem.Claim(count(), text(), pid()),
                    () -> new NameItem.Granted(count(), count()),
                    () -> new NameItem.Held(count(), pid()),
                    () -> new NameItem.Lookup(count(), text()),
                    () -> new NameItem.Found(count(), orNull(pid()), count()),
                    () -> new NameItem.Probe(count(), text(), pid()),
                    () -> new NameItem.Probed(count(), random().nextBoolean()),
                    () -> new NameItem.Register(count(), text(), pid()),
                    () -> new NameItem.Unregister(count(), text(), pid()),
                    () -> new NameItem.Done(count(), orNull(failure())),
                    this::delta,
                    () -> new NameItem.Load(count()),
                    NameItem.Told::new,
                    this::onBehalf,
                    () -> new AccessItem.MonitorRefused(pid(), pid(), failure()),
                    () -> new NameItem.Bid(count(), text(), pid()),
                    () -> new NameItem.Promised(count()),
                    () -> new NameItem.Unpromised(count(), orNull(pid())),
                    () -> new NameItem.Withdrawn(text(), pid()),
                    () -> new NameItem.Denied(count(), failure()),
                    () -> new NameItem.Vetoed(count(), failure()),
                    () -> new NameItem.Gone(new NodeStart(text(), count())),
                    () -> new NameItem.Knows(new NodeStart(text(), count())),
                    NameItem.Copied::new);

    RandomItems(long seed) {
        this.random = new Random(seed);
    }

    Random random() {
        return random;
    }

    /** One of each kind. */
    List<Item> all() {
        return kinds.stream().map(Supplier::get).toList();
    }

    Item item() {
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    Frame frame() {
        return new Frame(
                count(),
                count(),
                Stream.generate(this::part)
                        .limit(random.nextInt(5))
                        .map(Part.class::cast)
                        .toList());
    }

    Hello hello() {
        long acknowledged = random.nextInt(4) == 0 ? Hello.REFUSED : count();
        return new Hello("n-1", count(), "N.2", count(), random.nextInt(9), 9, acknowledged);
    }

    ByteString bytes(int lengthMax) {
        byte[] bytes = new byte[1 + random.nextInt(lengthMax)];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    private Part part() {
        return random.nextBoolean()
                ? new Part.Whole(bytes(30))
                : new Part.Piece(1 + count() / 2, random.nextBoolean(), bytes(300));
    }

    private Item spawn() {
        SpawnPurpose[] purposes = SpawnPurpose.values();
        return new SpawnItem.Spawn(
                count(),
                text(),
                text(),
                payload(),
                pid(),
                context(),
                random.nextBoolean(),
                random.nextBoolean(),
                purposes[random.nextInt(purposes.length)],
                context().withoutValues(),
                orNull(text()),
                Stream.generate(() -> new FirstMessage(text(), payload()))
                        .limit(random.nextInt(3))
                        .toList(),
                count());
    }

    private Item onBehalf() {
        Item request =
                switch (random.nextInt(8)) {
                    case 0 -> new RelationItem.Monitor(pid());
                    case 1 -> new RelationItem.Link(pid(), pid());
                    case 2 -> new ProcessItem.Cancel(pid(), pid(), count(), null, count());
                    case 3 -> new NameItem.Register(count(), text(), pid());
                    case 4 -> new NameItem.Unregister(count(), text(), pid());
                    case 5 -> new NameItem.Claim(count(), text(), pid());
                    case 6 -> new NameItem.Bid(count(), text(), pid());
                    default -> new ProcessItem.Terminate(pid(), pid());
                };
        return new AccessItem.OnBehalf(pid(), context(), request);
    }

    private Context context() {
        return switch (random.nextInt(3)) {
            case 0 -> Context.NONE;
            case 1 -> new Context(payload(), null, Set.of());
            default -> new Context(null, new Actor(text(), payload()), Set.of("p", "q:" + text()));
        };
    }

    private Item delta() {
        long from = count() / 2;
        return new NameItem.Delta(
                "names",
                from,
                from + random.nextInt(9),
                Stream.generate(() -> new NameItem.Change(text(), orNull(pid()), count()))
                        .limit(random.nextInt(5))
                        .toList());
    }

    private Pid pid() {
        String host = random.nextBoolean() ? "app:processes" : "\u00fc/" + random.nextInt(999);
        return switch (random.nextInt(3)) {
            case 0 -> new Pid(SELF.node(), host, SELF.incarnation(), count());
            case 1 -> new Pid(PEER.node(), host, PEER.incarnation(), count());
            default -> new Pid("node" + random.nextInt(4), host, count(), count());
        };
    }

    private Ending ending() {
        return random.nextBoolean()
                ? new Ending.Returned(orNull(payload()))
                : new Ending.Failed(failure());
    }

    private Failure failure() {
        return new Failure(
                ErrorKind.values()[random.nextInt(ErrorKind.values().length)],
                text(),
                orNull(random.nextBoolean()),
                null,
                orNull(text()));
    }

    private Payload payload() {
        return new EncodedPayload(bytes(random.nextInt(4) == 0 ? 400 : 120));
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
    }

    private long count() {
        return random.nextLong() >>> 1 + random.nextInt(62);
    }

    private <T> T orNull(T value) {
        return random.nextInt(3) == 0 ? null : value;
    }
}
