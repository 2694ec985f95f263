package moonlet.node.admin;

import moonlet.protocol.ErrorKind;

import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The bodies of requests. Also one of no use is read before the answer goes out, for as long as
 * that may last: after an answer to half a request the connection is closed, and to a client that
 * still sends, TCP then reports the reset in place of the answer. Where it takes too long, reading
 * goes on until the answer is out: to stop would close the connection as well.
 */
final class Body {
    private static final int MILLIS_MAX = 5_000;
    private static final int BYTES_MAX = 8 << 20;
    private static final int UNWANTED_MILLIS_MAX = 1_000;

    /** What is answered to a body that is longer or slower. */
    static final Answer REFUSAL =
            Answer.failed(
                    ErrorKind.INVALID,
                    "the body of a request has at most "
                            + BYTES_MAX
                            + " bytes, and comes within "
                            + MILLIS_MAX
                            + " ms");

    private Body() {}

    /** Reads it; empty where it breaks off, or is beyond the limits. */
    static CompletionStage<Optional<String>> read(HttpRequest http, ActorSystem system) {
        return bytes(http)
                .runFold(new ByteArrayOutputStream(), Body::with, system)
                .<Optional<String>>handle(
                        (all, failed) ->
                                failed != null || all.size() > BYTES_MAX
                                        ? Optional.empty()
                                        : Optional.of(all.toString(StandardCharsets.UTF_8)))
                .toCompletableFuture()
                .completeOnTimeout(Optional.empty(), MILLIS_MAX, TimeUnit.MILLISECONDS);
    }

    /** Reads and forgets it; ends, and never fails, when there is no more or it takes too long. */
    static CompletionStage<Done> skip(HttpRequest http, ActorSystem system) {
        return bytes(http)
                .runWith(Sink.ignore(), system)
                .handle((_, _) -> Done.done())
                .toCompletableFuture()
                .completeOnTimeout(Done.done(), UNWANTED_MILLIS_MAX, TimeUnit.MILLISECONDS);
    }

    private static Source<ByteString, Object> bytes(HttpRequest http) {
        return http.entity().withoutSizeLimit().getDataBytes();
    }

    /** What is beyond the limit is counted as one byte. */
    private static ByteArrayOutputStream with(ByteArrayOutputStream before, ByteString more) {
        int room = BYTES_MAX + 1 - before.size();
        before.writeBytes(more.take(room).toArray());
        return before;
    }
}
