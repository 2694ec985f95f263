package moonlet.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RotationTest {
    private ListAppender<ILoggingEvent> log;
    private final Logger logger = (Logger) LoggerFactory.getLogger(Rotation.class);

    private Certificates first;
    private Certificates next;

    @TempDir private Path folder;
    private Certificates files;
    private Rotation rotation;

    @BeforeAll
    void two_authorities(@TempDir Path made) throws Exception {
        first = Certificates.make(made.resolve("first"));
        next = Certificates.make(made.resolve("next"));
    }

    @BeforeEach
    void listen() throws Exception {
        files = first.copy(folder);
        rotation = new Rotation(files.tls());
        logger.setLevel(Level.INFO);
        log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void files_that_stay_as_they_are_change_nothing() {
        Credentials before = rotation.current();
        rotation.look();
        assertSame(before, rotation.current());
        assertEquals(List.of(), log.list);
    }

    @Test
    void new_files_are_used_and_that_is_said() throws Exception {
        files.replaceBy(next);
        rotation.look();
        rotation.look();
        assertTrue(rotation.current().isSame(Credentials.read(next.tls())));
        assertEquals(1, log.list.size());
        assertTrue(log.list.getFirst().getMessage().startsWith("certificate replaced"));
    }

    @Test
    void files_that_are_no_good_leave_the_old_ones_in_use_and_that_is_said_once() throws Exception {
        Credentials before = rotation.current();
        String key = Files.readString(next.file("node.key"));
        Files.writeString(files.file("node.key"), key.substring(0, 500));
        rotation.look();
        rotation.look();
        assertSame(before, rotation.current());
        assertEquals(1, log.list.size());
        String why = log.list.getFirst().getKeyValuePairs().getFirst().value.toString();
        assertTrue(why.contains(files.file("node.key") + " is cut off"), why);

        Files.writeString(files.file("node.key"), key); // a mistake of another kind
        rotation.look();
        assertEquals(2, log.list.size());
        files.replaceBy(next);
        rotation.look();
        assertTrue(rotation.current().isSame(Credentials.read(next.tls())));
        assertEquals(3, log.list.size());
    }
}
