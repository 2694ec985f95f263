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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers requests about what is on this node. */
final class LocalAnswers {
    private final Inspection inspection;
    private final Operations operations;

    LocalAnswers(Inspection inspection, Operations operations) {
        this.inspection = inspection;
        this.operations = operations;
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
                            .spawn(text(body, "entry"), text(body, "host"), arguments(body))
                            .thenApply(LocalAnswers::spawned);
            case "send" -> done(operations.send(pid(body), text(body, "topic"), arguments(body)));
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
        return pid(text(body, "pid"));
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

    private static long deadline(Map<String, Object> body) {
        if (!body.containsKey("deadline")) {
            return 0;
        }
        String text = text(body, "deadline");
        if (DurationReading.ofText(text) instanceof DurationReading.Nanos(long nanos)) {
            return System.currentTimeMillis() + nanos / 1_000_000;
        }
        throw new IllegalArgumentException(
                "deadline is a duration such as 5s or 500ms; found \"" + text + "\"");
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

    private static String text(Map<String, Object> body, String name) {
        if (body.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " is missing, or no text");
    }
}
