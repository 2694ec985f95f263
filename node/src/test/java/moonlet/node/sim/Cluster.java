package moonlet.node.sim;

import com.google.protobuf.ByteString;

import moonlet.node.link.LinkLimits;
import moonlet.node.link.LinkSession;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.Item;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All nodes, what is between them, and what is true of them. */
final class Cluster {
    static final int MAILBOX = 4; // full with so many messages
    static final String HOST = "app:h";
    static final Failure CRASH = Failure.of(ErrorKind.INTERNAL, "crash");
    static final Ending CRASHED = new Ending.Failed(CRASH);
    static final Ending RETURNED = new Ending.Returned(null);

    /** Small, so that everything is full and cut into pieces soon. */
    static final LinkLimits LINK =
            new LinkLimits(32, 16, 2, 64, 160, 12, 4, 5 * Agenda.MILLIS, 40 * Agenda.MILLIS);

    final Chance chance;
    final Wiring wiring;
    final Agenda agenda = new Agenda();
    final Network network;
    final Membership membership = new Membership(this);
    final Promises promises = new Promises(this);
    final Map<Pid, SimProcess> processes = new HashMap<>(); // ended ones too
    private final Map<Integer, SimNode> places = new HashMap<>();
    private final List<Item> encoded = new ArrayList<>();
    private final List<String> trace; // null where nobody reads it
    private int incarnations;

    Cluster(long seed, Wiring wiring, List<String> trace) {
        this.chance = new Chance(seed);
        this.wiring = wiring;
        this.trace = trace;
        this.network = new Network(this);
    }

    void trace(Supplier<String> line) {
        if (trace != null) {
            trace.add("%8.3f ".formatted(agenda.now() / 1e6) + line.get());
        }
    }

    /** Starts a node, which then joins. */
    SimNode start(String name, int place) {
        SimNode node = new SimNode(this, name, ++incarnations, place);
        places.put(place, node);
        trace(() -> name + " starts, incarnation " + node.incarnation + ", place " + place);
        node.create();
        node.create();
        membership.join(node);
        return node;
    }

    /** Returns the node that runs in a place, or null. */
    SimNode at(int place) {
        SimNode node = places.get(place);
        return node != null && node.alive ? node : null;
    }

    int newPlace() {
        return places.size();
    }

    /** Numbers the item and pads the number: the machines look at nothing but the size. */
    ByteString encode(Item item, long lane) {
        int number = encoded.size();
        encoded.add(item);
        boolean large = lane != LinkSession.NODE && chance.percent(15);
        byte[] bytes = new byte[large ? 20 + chance.below(44) : 4 + chance.below(8)];
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) (number >> 8 * i);
        }
        return ByteString.copyFrom(bytes);
    }

    Item decode(ByteString bytes) {
        int number = 0;
        for (int i = 0; i < 4; i++) {
            number |= (bytes.byteAt(i) & 0xff) << 8 * i;
        }
        return encoded.get(number);
    }
}
