package moonlet.node.admin;

import moonlet.node.Node;
import moonlet.node.cluster.CannotStart;
import moonlet.node.cluster.ClusterSettings;
import moonlet.node.cluster.TlsEngines;
import moonlet.node.metrics.NodeMetrics;
import moonlet.protocol.ErrorKind;

import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.Props;
import org.apache.pekko.http.javadsl.ConnectionContext;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.ServerBuilder;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Host;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** The HTTP side of the admin API. */
public final class AdminServer {
    /** The header of an answer that names the nodes of which it says nothing, with commas. */
    public static final String SILENT_NODES = "Moonlet-Silent-Nodes";

    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
    private static final String NO_SUCH_PATH =
            "no such path with this method; GET /openapi.json lists what there is";
    private static final int REQUESTS_MAX = 16; // that are worked on at once
    private static final Answer BUSY =
            Answer.failed(ErrorKind.UNAVAILABLE, "more than " + REQUESTS_MAX + " requests at once");
    private static final Duration CLOSING = Duration.ofSeconds(1); // for what is being answered

    private final Node node;
    private final ActorSystem system;
    private final Access access;
    private final Desk desk;
    private final NodeMetrics metrics;
    private final EventStreams events;
    private final Function<HttpRequest, CompletionStage<HttpResponse>> contactPoint; // or null
    private final Semaphore room = new Semaphore(REQUESTS_MAX);
    private final Executor threads = Thread::startVirtualThread;

    private AdminServer(Node node, ActorSystem system, Access access, Desk desk) {
        this.node = node;
        this.system = system;
        this.access = access;
        this.desk = desk;
        this.metrics = new NodeMetrics(node);
        this.contactPoint = node.contactPoint();
        this.events = new EventStreams(node.events(), node.name(), system);
    }

    /**
     * Answers the other nodes of the cluster, and starts to listen, until the node ends.
     *
     * @param settings null where the node does not listen: the others ask it all the same
     * @param end ends the node as SIGTERM does
     * @return where it listens, {@code HOST:PORT} or {@code https://HOST:PORT}; null if it does not
     * @throws CannotStart if it cannot, and has to
     */
    public static String start(
            Node node, ActorSystem system, AdminSettings settings, Runnable end) {
        LocalAnswers local = new LocalAnswers(node.inspection(), node.operations(), end);
        system.actorOf(Props.create(DeskActor.class, () -> new DeskActor(local)), DeskActor.NAME);
        OtherDesks others = new OtherDesks(system, node.inspection());
        Desk desk = new Desk(node.inspection(), node.operations(), local, others);
        return settings == null ? null : listen(node, system, settings, desk);
    }

    private static String listen(Node node, ActorSystem system, AdminSettings settings, Desk desk) {
        // Certificates that are no good are a mistake, also where it need not listen.
        TlsEngines tls = settings.tls() == null ? null : tls(node, system, settings);
        try {
            AdminServer server = new AdminServer(node, system, access(settings), desk);
            ServerBinding binding = server.bind(settings, settings.port(), tls);
            server.endsWith(binding, CoordinatedShutdown.get(system));
            return (settings.tls() == null ? "" : "https://")
                    + settings.host()
                    + ":"
                    + binding.localAddress().getPort();
        } catch (CannotStart why) {
            if (settings.required()) {
                throw why;
            }
            LOG.atWarn().log(why.getMessage());
            return null;
        }
    }

    private static Access access(AdminSettings settings) {
        Path named = settings.tokenFile();
        Path file = named == null ? AdminSettings.defaultTokenFile() : named;
        try {
            return new Access(Token.of(file, new SecureRandom()), settings.host());
        } catch (IOException failed) {
            throw new CannotStart("no admin API: " + failed.getMessage());
        }
    }

    /**
     * Listens there; or at any port, where it has not to be this one: another node of the same
     * machine has it, perhaps.
     */
    private ServerBinding bind(AdminSettings settings, int port, TlsEngines tls) {
        ServerBuilder builder = Http.get(system).newServerAt(settings.host(), port);
        if (tls != null) {
            builder = builder.enableHttps(ConnectionContext.httpsServer(tls::createAdminSSLEngine));
        }
        try {
            return builder.bind((HttpRequest http) -> answer(http)).toCompletableFuture().join();
        } catch (CompletionException taken) {
            if (!settings.required() && port != 0) {
                return bind(settings, 0, tls);
            }
            throw CannotStart.listening(
                    "the admin API",
                    new ClusterSettings.Endpoint(settings.host(), port),
                    taken,
                    "--admin HOST:PORT, MOONLET_ADMIN_LISTEN or node.admin");
        }
    }

    /** That of the connections with other nodes, if there is one, which looks at the files. */
    private static TlsEngines tls(Node node, ActorSystem system, AdminSettings settings) {
        if (node.tls() != null) {
            return node.tls();
        }
        TlsEngines own = TlsEngines.start(settings.tls());
        system.getWhenTerminated().whenComplete((_, _) -> own.close());
        return own;
    }

    /** Streams end first; the port last, since who waits for the end takes silence for it. */
    private void endsWith(ServerBinding binding, CoordinatedShutdown shutdown) {
        shutdown.addTask(
                CoordinatedShutdown.PhaseBeforeServiceUnbind(),
                "moonlet-events",
                () -> {
                    events.end();
                    return CompletableFuture.completedFuture(Done.done());
                });
        shutdown.addTask(
                CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                "moonlet-admin",
                () -> binding.terminate(CLOSING).thenApply(_ -> Done.done()));
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }

    /** Who is refused takes nobody's place. */
    private CompletionStage<HttpResponse> answer(HttpRequest http) {
        Request request;
        try {
            request = request(http);
        } catch (IllegalArgumentException | IllegalUriException wrong) {
            return refused(http, bad(wrong));
        }
        Answer refusal = refusal(http, request);
        if (refusal != null) {
            return refused(http, refusal);
        }
        if (!room.tryAcquire()) {
            return refused(http, BUSY);
        }
        return Body.read(http, system)
                .thenComposeAsync(
                        body ->
                                body.isEmpty()
                                        ? done(response(Body.REFUSAL))
                                        : routed(http, request.with(body.get())),
                        threads)
                .exceptionally(failed -> response(bad(root(failed))))
                .whenComplete((_, _) -> room.release());
    }

    /** Who asks first whether to send the body need not send it. */
    private CompletionStage<HttpResponse> refused(HttpRequest http, Answer refusal) {
        if (http.getHeader("Expect").isPresent()) {
            return done(response(refusal));
        }
        return Body.skip(http, system).thenApply(_ -> response(refusal));
    }

    private Answer refusal(HttpRequest http, Request request) {
        String authorization =
                http.getHeader("Authorization").map(header -> header.value()).orElse("");
        String host = http.getHeader(Host.class).map(header -> header.host().address()).orElse("");
        return access.refusal(request, authorization, host);
    }

    private static Answer bad(Throwable failed) {
        if (failed instanceof IllegalArgumentException || failed instanceof IllegalUriException) {
            return Answer.failed(ErrorKind.INVALID, failed.getMessage());
        }
        LOG.atWarn().setCause(failed).log("admin request failed");
        return Answer.failed(ErrorKind.INTERNAL, failed.toString());
    }

    private CompletionStage<HttpResponse> routed(HttpRequest http, Request request) {
        Route route = Route.of(request).orElse(null);
        return switch (route) {
            case null -> done(response(Answer.failed(ErrorKind.NOT_FOUND, NO_SUCH_PATH)));
            case ALIVE -> text(200, ContentTypes.TEXT_PLAIN_UTF8, "alive\n");
            case READY ->
                    text(
                            node.isReady() ? 200 : 503,
                            ContentTypes.TEXT_PLAIN_UTF8,
                            node.isReady() + "\n");
            case METRICS -> text(200, ContentTypes.TEXT_PLAIN_UTF8, metrics.scrape());
            case SEED_NODES -> seedNodes(http);
            case OPENAPI -> text(200, ContentTypes.APPLICATION_JSON, ApiDocument.read());
            case Route _ when !node.isMember() ->
                    done(
                            response(
                                    Answer.failed(
                                            ErrorKind.UNAVAILABLE,
                                            node.name() + " looks for its cluster")));
            case EVENTS -> {
                route.checkParameters(request.query().keySet());
                yield done(events.subscribe(request.query("topics", "")));
            }
            default -> desk.of(route, request).thenApply(AdminServer::response);
        };
    }

    private CompletionStage<HttpResponse> seedNodes(HttpRequest http) {
        return contactPoint != null
                ? contactPoint.apply(http)
                : done(
                        response(
                                Answer.failed(
                                        ErrorKind.NOT_FOUND,
                                        "this node does not find others by DNS;"
                                                + " node.discovery says by which name it should")));
    }

    private static Request request(HttpRequest http) {
        List<String> path = new ArrayList<>();
        http.getUri().pathSegments().forEach(path::add);
        Map<String, String> query = new HashMap<>();
        http.getUri().query().toList().forEach(pair -> query.put(pair.first(), pair.second()));
        boolean posts = http.method().equals(HttpMethods.POST);
        if (!posts && !http.method().equals(HttpMethods.GET)) {
            throw new IllegalArgumentException("the method is GET or POST");
        }
        if (!posts && !http.entity().isKnownEmpty()) {
            throw new IllegalArgumentException("a GET has no body");
        }
        return new Request(
                posts ? Request.Method.POST : Request.Method.GET,
                path.isEmpty() ? List.of("") : path,
                query,
                "");
    }

    static HttpResponse response(Answer answer) {
        HttpResponse response =
                HttpResponse.create()
                        .withStatus(StatusCodes.get(answer.status()))
                        .withEntity(ContentTypes.APPLICATION_JSON, Json.write(answer.body()));
        return answer.silent().isEmpty()
                ? response
                : response.addHeader(
                        RawHeader.create(SILENT_NODES, String.join(",", answer.silent())));
    }

    private static CompletionStage<HttpResponse> text(
            int status, ContentType.NonBinary type, String text) {
        return done(
                HttpResponse.create().withStatus(StatusCodes.get(status)).withEntity(type, text));
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
