package moonlet.node.admin;

import moonlet.lua.json.BadJson;
import moonlet.lua.process.Outcome;
import moonlet.lua.process.Payloads;
import moonlet.lua.time.DurationReading;
import moonlet.node.Inspection;
import moonlet.node.Operations;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers requests about what is on this node. */
final class LocalAnswers {
    private final Inspection inspection;
    private final Operations operations;
    private final Runnable end;

    /**
     * @param end ends the node as SIGTERM does; not called on the thread that answers
     */
    LocalAnswers(Inspection inspection, Operations operations, Runnable end) {
        this.inspection = inspection;
        this.operations = operations;
        this.end = end;
    }

    /** Returns the answer, which never is an exception of the request's making. */
    CompletionStage<Answer> of(Request request) {
        try {
            return switch (request.method()) {
                case GET -> CompletableFuture.completedFuture(get(request));
                case POST -> post(request);
            };
        } catch (IllegalArgumentException wrong) {
            return CompletableFuture.completedFuture(
                    Answer.failed(ErrorKind.INVALID, wrong.getMessage()));
        }
    }

    private Answer get(Request request) {
        List<String> path = request.path();
        return switch (path.getFirst()) {
            case "hosts" ->
                    Answer.ok(
                            inspection.hosts().stream()
                                    .map(host -> Shown.host(host, inspection.self().name()))
                                    .toList());
            case "services" ->
                    Answer.ok(
                            inspection.services().stream()
                                    .map(one -> Shown.service(one, inspection.self().name()))
                                    .toList());
            case "cluster" ->
                    Answer.ok(Map.of("state", inspection.isReady() ? "ready" : "draining"));
            case "processes" -> path.size() > 1 ? process(pid(path.get(1))) : list(request);
            default -> Answer.failed(ErrorKind.NOT_FOUND, "no such path");
        };
    }

    private Answer list(Request request) {
        ProcessQuery query = ProcessQuery.of(request.query());
        return Answer.ok(query.of(inspection.processes()).stream().map(Shown::process).toList());
    }

    private Answer process(Pid pid) {
        return inspection
                .process(pid)
                .map(found -> Answer.ok(Shown.process(found)))
                .orElseGet(() -> Answer.failed(ErrorKind.NOT_FOUND, "process not found"));
    }

    private CompletionStage<Answer> post(Request request) {
        Map<String, Object> body = Json.readObject(request.body());
        return switch (request.path().getLast()) {
            case "spawn" ->
                    operations
                            .spawn(
                                    Json.text(body, "entry"),
                                    Json.text(body, "host"),
                                    arguments(body))
                            .thenApply(LocalAnswers::spawned);
            case "send" ->
                    done(operations.send(pid(body), Json.text(body, "topic"), arguments(body)));
            case "drain", "leave" -> CompletableFuture.completedFuture(drain(body));
            case "cancel" -> done(operations.cancel(pid(body), deadline(body)));
            case "kill" -> done(operations.terminate(pid(body)));
            default -> throw new IllegalArgumentException("no such path");
        };
    }

    private static Answer spawned(Outcome<Pid> outcome) {
        return outcome.failure() != null
                ? Answer.failed(outcome.failure())
                : Answer.ok(Map.of("pid", outcome.value().toString()));
    }

    private static CompletionStage<Answer> done(Failure failure) {
        return CompletableFuture.completedFuture(
                failure == null ? Answer.ok(Map.of("done", true)) : Answer.failed(failure));
    }

    private static Pid pid(Map<String, Object> body) {
        return pid(Json.text(body, "pid"));
    }

    /**
     * Reads a PID.
     *
     * @throws IllegalArgumentException if the text is none
     */
    static Pid pid(String text) {
        Pid pid = Pid.parse(text);
        if (pid == null) {
            throw new IllegalArgumentException(
                    "a PID is {node@host|incarnation.number}, found \"" + text + "\"");
        }
        return pid;
    }

    /** Begins to end the node; it says how long that may take at most. */
    private Answer drain(Map<String, Object> body) {
        Duration timeout =
                body.containsKey("timeout")
                        ? operations.drainWithin(duration(body, "timeout"))
                        : operations.drainTimeout();
        Thread.startVirtualThread(end);
        return Answer.ok(Map.of("done", true, "timeoutMillis", timeout.toMillis()));
    }

    private static long deadline(Map<String, Object> body) {
        return body.containsKey("deadline")
                ? System.currentTimeMillis() + duration(body, "deadline").toMillis()
                : 0;
    }

    private static Duration duration(Map<String, Object> body, String name) {
        String text = Json.text(body, name);
        if (DurationReading.ofText(text) instanceof DurationReading.Nanos(long nanos)
                && nanos >= 0) {
            return Duration.ofNanos(nanos);
        }
        throw new IllegalArgumentException(
                name + " is a duration such as 5s or 500ms; found \"" + text + "\"");
    }

    private static Payload arguments(Map<String, Object> body) {
        List<String> texts = new ArrayList<>();
        if (body.get("arguments") instanceof List<?> list) {
            list.forEach(value -> texts.add(Json.write(value)));
        } else if (body.containsKey("arguments")) {
            throw new IllegalArgumentException("arguments is a list, one JSON value each");
        }
        try {
            return Payloads.ofJson(texts);
        } catch (BadJson wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
    }
}
