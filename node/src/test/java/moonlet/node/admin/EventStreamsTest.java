package moonlet.node.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.process.Modules;
import moonlet.node.Node;
import moonlet.node.app.Application;
import moonlet.node.app.Configuration;
import moonlet.node.app.LoadLimits;
import moonlet.node.app.Loader;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How many can watch the events of a node. */
class EventStreamsTest {
    private static final String HOST =
            "namespace: app\nentries:\n  - {name: processes, kind: process.host}\n";

    private Node node;
    private EventStreams streams;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("_index.yaml"), HOST);
        Modules modules = new Modules(Clock.systemUTC(), ZoneOffset.UTC, new SecureRandom());
        Application application =
                new Loader(modules.names(), LoadLimits.DEFAULTS)
                        .load(folder, Configuration.DEFAULTS)
                        .application();
        node = Node.start(Configuration.DEFAULTS, application, modules, Clock.systemUTC());
        streams = new EventStreams(node.events(), node.name(), node.system());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void who_goes_away_before_the_answer_begins_takes_nobodys_place() {
        for (int i = 0; i <= EventStreams.SUBSCRIBERS_MAX; i++) {
            assertEquals(200, streams.subscribe("").status().intValue());
        }
    }

    @Test
    void there_is_room_for_some_and_for_others_when_those_end() throws Exception {
        List<SinkQueueWithCancel<ByteString>> readers = new ArrayList<>();
        for (int i = 0; i < EventStreams.SUBSCRIBERS_MAX; i++) {
            readers.add(read(streams.subscribe("")));
        }
        assertEquals(503, streams.subscribe("").status().intValue());
        readers.forEach(SinkQueueWithCancel::cancel);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (streams.subscribe("").status().intValue() != 200) {
            assertTrue(System.nanoTime() < end, "no room 10 s after all have ended");
        }
    }

    /** Reads up to the first text, which says that it listens. */
    private SinkQueueWithCancel<ByteString> read(HttpResponse answer) throws Exception {
        SinkQueueWithCancel<ByteString> reader =
                answer.entity().getDataBytes().runWith(Sink.queue(), node.system());
        assertTrue(reader.pull().toCompletableFuture().get(10, TimeUnit.SECONDS).isPresent());
        return reader;
    }
}
