package moonlet.node.cluster;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;

/**
 * The credentials of this node as their files are now; where these are no good, as they were
 * before. A thread of its own looks at the files, so that a mistake is found when it is made.
 */
final class Rotation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);

    private final Tls files;
    private volatile Credentials current;
    private String trouble; // what was wrong the last time; owned by who looks
    private volatile Thread watch;

    /**
     * @throws IOException if the files are no good; see {@link Credentials#read}
     */
    Rotation(Tls files) throws IOException {
        this.files = files;
        this.current = Credentials.read(files);
    }

    /** Looks at the files again and again from now on. */
    void watch(Duration every) {
        watch =
                Thread.ofVirtual()
                        .name("moonlet-certificates")
                        .start(
                                () -> {
                                    try {
                                        while (true) {
                                            Thread.sleep(every);
                                            look();
                                        }
                                    } catch (InterruptedException closed) {
                                        // the end of the node
                                    }
                                });
    }

    Credentials current() {
        return current;
    }

    /** Takes the files as they are now, if they are good. What is wrong with them is said once. */
    void look() {
        try {
            Credentials fresh = Credentials.read(files);
            trouble = null;
            if (!fresh.isSame(current)) {
                current = fresh;
                LOG.atInfo()
                        .addKeyValue("names", fresh.subject().names())
                        .addKeyValue("until", fresh.certificate().getNotAfter().toInstant())
                        .log("certificate replaced; connections that begin now use it");
            }
        } catch (IOException bad) {
            if (!bad.getMessage().equals(trouble)) {
                trouble = bad.getMessage();
                LOG.atError()
                        .addKeyValue("why", trouble)
                        .addKeyValue("until", current.certificate().getNotAfter().toInstant())
                        .log("certificate not replaced; the one before stays in use");
            }
        }
    }

    @Override
    public void close() {
        Thread running = watch;
        if (running != null) {
            running.interrupt();
        }
    }
}
