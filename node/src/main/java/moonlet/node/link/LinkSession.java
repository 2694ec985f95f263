package moonlet.node.link;

import com.google.protobuf.ByteString;

import moonlet.protocol.wire.Frame;
import moonlet.protocol.wire.Part;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * This node's end of the link with one incarnation of a peer: every item arrives there once and in
 * the order of its lane, over connections that come and go and may lose, repeat and reorder frames.
 * The peer holds the other end. Not safe for threads; times are {@code System.nanoTime()}.
 *
 * <p>Items of one lane keep their order. Items of different lanes keep theirs too, except that a
 * large item may be overtaken. So an item of {@link #NODE}, where no item may be large, arrives
 * before everything that was added after it.
 */
public final class LinkSession {
    /** The lane of what the node itself says. */
    public static final long NODE = 0;

    /** What became of an item. */
    public enum Offer {
        TAKEN,
        /** The sender has to wait until {@link Received#room}. */
        FULL,
        CLOSED
    }

    /**
     * What came with a frame.
     *
     * @param items in order
     * @param room whether those who were told {@link Offer#FULL} can try again
     */
    public record Received(List<ByteString> items, boolean room) {}

    private final LinkLimits limits;
    private final Lanes lanes;
    private final Reassembly reassembly;
    // Unacknowledged parts: first those that were sent, then those that are to be sent again.
    private final Deque<Outgoing> sent = new ArrayDeque<>();
    private final Deque<Outgoing> again = new ArrayDeque<>();
    private long acknowledged; // all parts to here have arrived there
    private long arrived; // all parts to here have arrived here
    private long heldBytes;
    private int heldItems;
    private boolean refused;
    private boolean closed;
    private long resendAt;
    private long newest; // the last part that was sent
    private boolean sampling; // part number sampled was sent at sampledAt, and not before
    private long sampled;
    private long sampledAt;
    private boolean heard;
    private long heardAt; // what was sent then has arrived there
    private int ackOwed; // parts that arrived since the last frame left
    private long ackAt;
    private long frames;
    private long bytes;
    private long parts;
    private long resent;
    private long duplicates;
    private long roundTripNanos;
    private long lost;

    public LinkSession(LinkLimits limits) {
        this.limits = limits;
        this.lanes = new Lanes(limits);
        this.reassembly = new Reassembly(limits);
    }

    /**
     * Accepts an item if there is room; one that is larger than the window needs an empty link.
     *
     * @throws IllegalArgumentException if no link takes an item of that size
     */
    public Offer offer(long lane, ByteString item) {
        if (closed) {
            return Offer.CLOSED;
        }
        boolean fits =
                heldItems < limits.windowItems() && heldBytes + item.size() <= limits.windowBytes();
        if (!fits && heldItems > 0) {
            refused = true;
            return Offer.FULL;
        }
        add(lane, item);
        return Offer.TAKEN;
    }

    /** Returns whether there is room; else {@link Received#room} tells when there is. */
    public boolean awaitRoom() {
        boolean room =
                heldItems < limits.windowItems() && heldBytes < limits.windowBytes()
                        || heldItems == 0;
        refused |= !room;
        return room;
    }

    /** How many items wait or are unacknowledged. */
    public int heldItems() {
        return heldItems;
    }

    /**
     * Accepts an item whether there is room or not: ends, monitors and links never wait. On a
     * closed link it counts as lost.
     *
     * @throws IllegalArgumentException if no link takes an item of that size, or not in that lane
     */
    public void add(long lane, ByteString item) {
        int max = lane == NODE ? limits.pieceBytesMax() : limits.itemBytesMax();
        if (item.size() > max) {
            throw new IllegalArgumentException(
                    "an item has at most "
                            + max
                            + " bytes: lane="
                            + lane
                            + " bytes="
                            + item.size());
        }
        if (closed) {
            lost++;
            return;
        }
        heldItems++;
        heldBytes += item.size();
        lanes.add(lane, item);
    }

    /** Returns the next frame to write, or null if there is nothing to say now. */
    public Frame next(long nowNanos) {
        if (closed) {
            return null;
        }
        if (!sent.isEmpty() && nowNanos - resendAt >= 0) {
            sendAgain();
        }
        List<Part> next = parts(nowNanos);
        if (next.isEmpty() && !ackDue(nowNanos)) {
            return null;
        }
        ackOwed = 0;
        frames++;
        parts += next.size();
        sample(acknowledged + sent.size(), nowNanos);
        return new Frame(acknowledged + sent.size() - next.size() + 1, arrived, next);
    }

    /**
     * Returns when {@link #next} may have something to say though nothing was added and nothing
     * arrived, or {@code Long.MAX_VALUE} for never.
     */
    public long wakeAtNanos() {
        long ack = ackOwed > 0 ? ackAt : Long.MAX_VALUE;
        return sent.isEmpty() ? ack : Math.min(ack, resendAt);
    }

    /**
     * Takes a frame of the peer.
     *
     * @throws BadFrame if the peer breaks the protocol
     */
    public Received receive(Frame frame, long nowNanos) {
        if (closed) {
            return new Received(List.of(), false);
        }
        boolean room = acknowledged(frame.acknowledged(), nowNanos);
        List<ByteString> items = new ArrayList<>(frame.parts().size());
        long number = frame.first();
        for (Part part : frame.parts()) {
            if (number == arrived + 1) {
                arrived = number;
                ByteString item = reassembly.add(part);
                if (item != null) {
                    items.add(item);
                }
                owe(1, nowNanos);
            } else {
                // Something was lost, or came again: the peer is to learn what is here.
                duplicates += number <= arrived ? 1 : 0;
                owe(limits.ackParts(), nowNanos);
            }
            number++;
        }
        return new Received(items, room);
    }

    /** Returns how long ago it was certain that the peer takes what it is sent; or MAX_VALUE. */
    public long unheardNanos(long nowNanos) {
        return heard ? nowNanos - heardAt : Long.MAX_VALUE;
    }

    /** Returns what the peer is to be told when a connection begins: {@code Hello.acknowledged}. */
    public long arrived() {
        return arrived;
    }

    /**
     * A new connection begins, and the peer has said to where parts have arrived there; the rest is
     * sent again.
     *
     * @return whether there is room again
     * @throws BadFrame if the peer acknowledges what was never sent
     */
    public boolean connected(long peerArrived, long nowNanos) {
        boolean room = acknowledged(peerArrived, nowNanos);
        sendAgain();
        return room;
    }

    /**
     * The peer is lost for good.
     *
     * @return how many items were accepted here and may not have arrived there
     */
    public int close() {
        int items = heldItems;
        closed = true;
        lost += items;
        heldItems = 0;
        heldBytes = 0;
        sent.clear();
        again.clear();
        return items;
    }

    public LinkCounters counters() {
        int unacknowledged = sent.size() + again.size();
        return new LinkCounters(
                frames,
                bytes,
                parts,
                unacknowledged,
                resent,
                duplicates,
                heldItems,
                roundTripNanos,
                lost);
    }

    private void sendAgain() {
        while (!sent.isEmpty()) {
            again.addFirst(sent.removeLast());
        }
    }

    /** A frame begins with a piece of a large item, so that small ones cannot starve large ones. */
    private List<Part> parts(long nowNanos) {
        List<Part> next = new ArrayList<>();
        int room = limits.frameBytesMax();
        for (Outgoing part = again.peek(); part != null && part.bytes() <= room; ) {
            room -= send(again.remove(), next, nowNanos);
            resent++;
            part = again.peek();
        }
        if (!again.isEmpty()) {
            return next;
        }
        if (room >= limits.pieceBytesMax()) {
            room -= send(lanes.piece(), next, nowNanos);
        }
        for (Outgoing part = lanes.whole(room); part != null; part = lanes.whole(room)) {
            room -= send(part, next, nowNanos);
        }
        return next;
    }

    private int send(Outgoing part, List<Part> frame, long nowNanos) {
        if (part == null) {
            return 0;
        }
        if (sent.isEmpty()) {
            resendAt = nowNanos + limits.resendNanos();
        }
        sent.add(part);
        frame.add(part.part());
        bytes += part.bytes();
        return part.bytes();
    }

    /** Not of what is sent again: its acknowledgement may be one of the first time. */
    private void sample(long last, long nowNanos) {
        if (!sampling && last > newest) {
            sampling = true;
            sampled = last;
            sampledAt = nowNanos;
        }
        newest = Math.max(newest, last);
    }

    private boolean acknowledged(long to, long nowNanos) {
        if (closed) {
            return false;
        }
        if (to > acknowledged + sent.size() + again.size()) {
            throw new BadFrame(
                    "acknowledged a part that was never sent: sent="
                            + (acknowledged + sent.size() + again.size())
                            + " acknowledged="
                            + to);
        }
        while (acknowledged < to) {
            // What is to be sent again may have arrived at the first try.
            Outgoing part = Objects.requireNonNullElseGet(sent.poll(), again::remove);
            acknowledged++;
            heldBytes -= part.bytes();
            heldItems -= part.endsItem() ? 1 : 0;
            resendAt = nowNanos + limits.resendNanos();
        }
        if (sampling && sampled <= acknowledged) {
            sampling = false;
            heard = true;
            heardAt = sampledAt;
            roundTripNanos = nowNanos - sampledAt;
        }
        boolean room =
                refused
                        && heldBytes <= limits.windowBytes() / 2
                        && heldItems <= limits.windowItems() / 2;
        refused &= !room;
        return room;
    }

    private void owe(int more, long nowNanos) {
        if (ackOwed == 0) {
            ackAt = nowNanos + limits.ackDelayNanos();
        }
        ackOwed += more;
    }

    private boolean ackDue(long nowNanos) {
        return ackOwed >= limits.ackParts() || ackOwed > 0 && nowNanos - ackAt >= 0;
    }
}
