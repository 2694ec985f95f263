package moonlet.node.link;

import com.google.protobuf.ByteString;

import moonlet.protocol.wire.Part;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Items that wait to be sent. A large one is cut into pieces when its turn comes; other lanes
 * overtake it then, and what comes later in its own lane waits until its last piece is out. Nothing
 * ever arrives before a small item that was added earlier and did not have to wait.
 */
final class Lanes {
    private record Waiting(long lane, ByteString item) {}

    /** A large item; {@code from} is where its next piece begins. */
    private record Large(long lane, long number, ByteString item, int from) {}

    private final LinkLimits limits;
    private final Queue<Waiting> line = new ArrayDeque<>();
    private final Queue<Large> cutting = new ArrayDeque<>(); // these take turns
    private final Queue<Large> uncut = new ArrayDeque<>();
    // The lanes that a large item blocks, with what waits behind it.
    private final Map<Long, Queue<Waiting>> behind = new HashMap<>();
    private long largeItems;

    Lanes(LinkLimits limits) {
        this.limits = limits;
    }

    void add(long lane, ByteString item) {
        add(new Waiting(lane, item));
    }

    /** Returns the next piece of a large item, or null. */
    Outgoing piece() {
        advance();
        Large large = cutting.poll();
        if (large == null) {
            return null;
        }
        int to = Math.min(large.from + limits.pieceBytesMax(), large.item.size());
        boolean last = to == large.item.size();
        if (last) {
            // Up to and with the next large one, what waited in the lane goes on.
            behind.remove(large.lane).forEach(this::add);
        } else {
            cutting.add(new Large(large.lane, large.number, large.item, to));
        }
        ByteString bytes = large.item.substring(large.from, to);
        return new Outgoing(new Part.Piece(large.number, last, bytes), last);
    }

    /** Returns the next small item of at most {@code room} bytes, or null. */
    Outgoing whole(int room) {
        advance();
        Waiting next = line.peek();
        return next == null || next.item.size() > room
                ? null
                : new Outgoing(new Part.Whole(line.remove().item), true);
    }

    private void add(Waiting waiting) {
        Queue<Waiting> blocked = behind.isEmpty() ? null : behind.get(waiting.lane);
        if (blocked != null) {
            blocked.add(waiting);
            return;
        }
        line.add(waiting);
        if (isLarge(waiting)) {
            behind.put(waiting.lane, new ArrayDeque<>());
        }
    }

    /** Takes large items out of the line when their turn has come. */
    private void advance() {
        while (!line.isEmpty() && isLarge(line.peek())) {
            Waiting first = line.remove();
            uncut.add(new Large(first.lane, ++largeItems, first.item, 0));
        }
        while (cutting.size() < limits.piecedItemsMax() && !uncut.isEmpty()) {
            cutting.add(uncut.remove());
        }
    }

    private boolean isLarge(Waiting waiting) {
        return waiting.item.size() > limits.pieceBytesMax();
    }
}
