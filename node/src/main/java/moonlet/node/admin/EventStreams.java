package moonlet.node.admin;

import moonlet.node.NodeEvent;
import moonlet.node.NodeEvents;
import moonlet.protocol.ErrorKind;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The events of a node as server-sent events. Each subscriber has a queue of {@link #QUEUE_MAX}
 * events: who reads too slowly loses some, and is told how many by an event {@code lagged}.
 */
final class EventStreams {
    static final int SUBSCRIBERS_MAX = 16;
    static final int QUEUE_MAX = 1_024;
    private static final Duration SILENCE_MAX = Duration.ofSeconds(10);
    private static final ByteString STILL_THERE = ByteString.fromString(":\n\n");
    private static final String FULL =
            "more than " + SUBSCRIBERS_MAX + " watch this node's events already";
    private static final Set<String> TOPICS = Set.of("node", "process", "service");

    private final NodeEvents events;
    private final String node;
    private final ActorSystem system;
    private final Semaphore room = new Semaphore(SUBSCRIBERS_MAX);
    private final SharedKillSwitch end = KillSwitches.shared("moonlet-events");

    /**
     * @param node the name of the node
     */
    EventStreams(NodeEvents events, String node, ActorSystem system) {
        this.events = events;
        this.node = node;
        this.system = system;
    }

    /** All answers end, as the node does. */
    void end() {
        end.shutdown();
    }

    /**
     * An answer that goes on until the client or the node ends.
     *
     * @param topics what the names of wanted events begin with, with commas; empty for all
     * @throws IllegalArgumentException if there is no such topic
     */
    HttpResponse subscribe(String topics) {
        Set<String> wanted = topics.isEmpty() ? TOPICS : Set.copyOf(List.of(topics.split(",")));
        if (!TOPICS.containsAll(wanted)) {
            throw new IllegalArgumentException(
                    "topics are node, process and service, with commas; found \"" + topics + "\"");
        }
        if (room.availablePermits() == 0) {
            return AdminServer.response(Answer.failed(ErrorKind.UNAVAILABLE, FULL));
        }
        return HttpResponse.create()
                .withEntity(
                        HttpEntities.createChunked(
                                ContentTypes.create(MediaTypes.TEXT_EVENT_STREAM),
                                Source.lazySource(() -> texts(wanted))));
    }

    /**
     * Called when somebody reads: who is gone by then has taken no place, and has nothing to give
     * back.
     */
    private Source<ByteString, ?> texts(Set<String> wanted) {
        if (!room.tryAcquire()) {
            return Source.failed(new IllegalStateException(FULL)); // others were faster
        }
        var made = Source.<ShownEvent>queue(QUEUE_MAX).preMaterialize(system);
        var queue = made.first();
        AtomicLong lost = new AtomicLong();
        Runnable unwatch =
                events.watch(
                        event -> {
                            ShownEvent shown = shown(event);
                            if (wanted.contains(shown.topic())
                                    && queue.offer(shown) != QueueOfferResult.enqueued()) {
                                lost.incrementAndGet();
                            }
                        });
        return made.second()
                .map(event -> event.text() + lagged(lost.getAndSet(0)))
                .map(ByteString::fromString)
                .keepAlive(SILENCE_MAX, () -> stillThere(lost.getAndSet(0)))
                .prepend(Source.single(STILL_THERE))
                .via(end.flow())
                .watchTermination(
                        (unused, ended) -> {
                            ended.whenComplete(
                                    (_, _) -> {
                                        unwatch.run();
                                        room.release();
                                    });
                            return unused;
                        });
    }

    private ByteString stillThere(long lost) {
        return STILL_THERE.concat(ByteString.fromString(lagged(lost)));
    }

    private ShownEvent shown(NodeEvent event) {
        return new ShownEvent(event, node, System.currentTimeMillis());
    }

    private String lagged(long lost) {
        return lost == 0 ? "" : ShownEvent.text("lagged", Map.of("node", node, "lost", lost));
    }
}
