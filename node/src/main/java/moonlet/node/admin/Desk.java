package moonlet.node.admin;

import moonlet.lua.process.Outcome;
import moonlet.node.HostAt;
import moonlet.node.Inspection;
import moonlet.node.NodeView;
import moonlet.node.Operations;
import moonlet.node.cluster.MemberState;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Answers for the whole cluster: asks the nodes that know, and puts together what they say. */
final class Desk {
    private final Inspection inspection;
    private final Operations operations;
    private final LocalAnswers local;
    private final OtherDesks others;

    Desk(Inspection inspection, Operations operations, LocalAnswers local, OtherDesks others) {
        this.inspection = inspection;
        this.operations = operations;
        this.local = local;
        this.others = others;
    }

    CompletionStage<Answer> of(Route route, Request request) {
        try {
            route.checkParameters(request.query().keySet());
            return switch (request.method()) {
                case GET -> get(route, request);
                case POST -> post(route, request);
            };
        } catch (IllegalArgumentException wrong) {
            return failed(ErrorKind.INVALID, wrong.getMessage());
        }
    }

    private CompletionStage<Answer> get(Route route, Request request) {
        return switch (route) {
            case NODES -> done(Answer.ok(inspection.nodes().stream().map(Shown::node).toList()));
            case CLUSTER -> members(request);
            case NAMES -> done(names(request));
            case HOSTS, SERVICES -> fromAll(request, Comparator.comparing(Desk::idAndNode), 0);
            case PROCESSES -> {
                ProcessQuery query = ProcessQuery.of(request.query());
                String field = query.sort().text();
                Comparator<Map<?, ?>> order =
                        Comparator.comparingLong(row -> -((Number) row.get(field)).longValue());
                yield fromAll(request, order, query.limit());
            }
            case PROCESS -> {
                String named = request.path().get(1);
                yield atProcess(named, pid -> request.of(List.of("processes", pid.toString())));
            }
            default -> failed(ErrorKind.NOT_FOUND, "no such path");
        };
    }

    private CompletionStage<Answer> post(Route route, Request request) {
        Map<String, Object> body = Json.readObject(request.body());
        route.checkFields(body.keySet());
        return switch (route) {
            case SEND, CANCEL, KILL -> {
                String named = Json.text(body, "to");
                yield atProcess(
                        named,
                        pid -> {
                            body.put("pid", pid.toString());
                            return request.with(body);
                        });
            }
            case DRAIN, LEAVE ->
                    at(
                            body.containsKey("node")
                                    ? Json.text(body, "node")
                                    : inspection.self().name(),
                            request);
            case DOWN -> done(down(body));
            case SPAWN -> {
                Outcome<HostAt> found = operations.find(Json.text(body, "host"));
                if (found.failure() != null) {
                    yield done(Answer.failed(found.failure()));
                }
                body.put("host", found.value().host());
                yield at(found.value().node(), request.with(body));
            }
            default -> failed(ErrorKind.NOT_FOUND, "no such path");
        };
    }

    private Answer down(Map<String, Object> body) {
        Failure failure = operations.down(Json.text(body, "node"));
        return failure == null ? Answer.ok(Map.of("done", true)) : Answer.failed(failure);
    }

    /** All members, and what those that answer say of themselves. */
    private CompletionStage<Answer> members(Request request) {
        CompletionStage<List<Map<?, ?>>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (MemberState member : inspection.members()) {
            CompletionStage<Answer> asked =
                    member.reachable()
                            ? at(member.member().name(), request)
                            : failed(ErrorKind.UNAVAILABLE, "unreachable");
            all =
                    all.thenCombine(
                            asked,
                            (rows, answer) -> {
                                rows.add(Shown.member(member, state(answer)));
                                return rows;
                            });
        }
        return all.thenApply(Answer::ok);
    }

    private static String state(Answer answer) {
        return answer.status() == 200 && answer.body() instanceof Map<?, ?> said
                ? (String) said.get("state")
                : null;
    }

    /** Asks the node of a process, which is named by its PID or by a name. */
    private CompletionStage<Answer> atProcess(String named, Function<Pid, Request> request) {
        Pid pid = named.startsWith("{") ? LocalAnswers.pid(named) : operations.named(named);
        return pid != null
                ? at(pid.node(), request.apply(pid))
                : failed(
                        ErrorKind.NOT_FOUND,
                        "a process is named by its PID or a registered name; nobody has the name \""
                                + named
                                + "\"");
    }

    private CompletionStage<Answer> at(String node, Request request) {
        if (node.equals(inspection.self().name())) {
            return local.of(request);
        }
        return inspection.nodes().stream().map(NodeView::name).anyMatch(node::equals)
                ? others.ask(node, request)
                : failed(
                        ErrorKind.NOT_FOUND,
                        "node not found: \""
                                + node
                                + "\"; nodes are "
                                + String.join(
                                        ", ",
                                        inspection.nodes().stream().map(NodeView::name).toList()));
    }

    /** Rows of all nodes, or of the one that the request names. */
    private CompletionStage<Answer> fromAll(
            Request request, Comparator<Map<?, ?>> order, int limit) {
        String only = request.query("node", "");
        if (!only.isEmpty()) {
            return at(only, request);
        }
        CompletionStage<Together> all = CompletableFuture.completedFuture(new Together());
        for (NodeView node : inspection.nodes()) {
            CompletionStage<Answer> asked = at(node.name(), request);
            all = all.thenCombine(asked, (rows, answer) -> rows.with(node.name(), answer));
        }
        return all.thenApply(rows -> rows.answer(order, limit));
    }

    private static String idAndNode(Map<?, ?> row) {
        return row.get("id") + " " + row.get("node");
    }

    private Answer names(Request request) {
        String prefix = request.query("prefix", "");
        int limit =
                ProcessQuery.limit(
                        request.query("limit", String.valueOf(ProcessQuery.LIMIT_DEFAULT)));
        // The first of them, without a copy of all.
        PriorityQueue<Map<String, Object>> first =
                new PriorityQueue<>(Comparator.comparing(Desk::name).reversed());
        inspection.names(
                (name, pid) -> {
                    if (name.startsWith(prefix)) {
                        first.add(Shown.name(name, pid));
                        if (first.size() > limit) {
                            first.remove();
                        }
                    }
                });
        return Answer.ok(first.stream().sorted(Comparator.comparing(Desk::name)).toList());
    }

    private static String name(Map<String, Object> row) {
        return (String) row.get("name");
    }

    private static CompletionStage<Answer> failed(ErrorKind kind, String message) {
        return done(Answer.failed(kind, message));
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
