package moonlet.registry;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The questions that wait for an answer. All have the same time, so the first is due first. */
final class Questions {
    /** Makes the item that asks, with its number. */
    @FunctionalInterface
    interface Writing {
        NameItem item(long request);
    }

    private record Open(Question question, long deadlineNanos) {}

    private record Claimed(String name, Pid pid) {}

    private final NameEffects effects;
    private final NameLimits limits;
    private final Map<Long, Open> open = new LinkedHashMap<>();
    private final Map<Claimed, Question.Claim> claims = new HashMap<>();
    private final Set<String> contested = new HashSet<>(); // names of the questions about winners
    private long requests;

    Questions(NameEffects effects, NameLimits limits) {
        this.effects = effects;
        this.limits = limits;
    }

    boolean isFull() {
        return open.size() >= limits.openMax();
    }

    int size() {
        return open.size();
    }

    /** Whether the winner of a name is being asked. */
    boolean isContested(String name) {
        return contested.contains(name);
    }

    /** Adds who asks for a name for a process that has claimed it already; false if none has. */
    boolean join(String name, Pid pid, Ask ask) {
        Question.Claim claim = claims.get(new Claimed(name, pid));
        return claim != null && claim.asks().add(ask);
    }

    /** Asks, unless too many questions are open already. */
    Reply ask(Question question, Writing item, long now) {
        if (isFull()) {
            return Reply.failed(
                    ErrorKind.UNAVAILABLE, "too many questions about names wait for an answer");
        }
        Failure unsaid = question.say(effects, item.item(++requests));
        if (unsaid != null) {
            return new Reply(null, unsaid);
        }
        open.put(requests, new Open(question, now + limits.answerNanos()));
        if (question instanceof Question.Winner winner) {
            contested.add(winner.name());
        } else if (question instanceof Question.Claim claim) {
            claims.put(new Claimed(claim.name(), claim.pid()), claim);
        }
        return Reply.LATER;
    }

    /** Returns the question, or null if it is not open. */
    Question remove(long request) {
        Open removed = open.remove(request);
        if (removed == null) {
            return null;
        }
        if (removed.question instanceof Question.Winner winner) {
            contested.remove(winner.name());
        } else if (removed.question instanceof Question.Claim claim) {
            claims.remove(new Claimed(claim.name(), claim.pid()));
        }
        return removed.question;
    }

    List<Question> removeUntil(long now) {
        List<Long> due = new ArrayList<>();
        for (var entry : open.entrySet()) {
            if (now - entry.getValue().deadlineNanos < 0) {
                break;
            }
            due.add(entry.getKey());
        }
        return due.stream().map(this::remove).toList();
    }

    /** The questions to one node. */
    List<Question> removeOf(NodeStart node) {
        List<Long> of = new ArrayList<>();
        open.forEach(
                (request, asked) -> {
                    if (asked.question.of().equals(node)) {
                        of.add(request);
                    }
                });
        return of.stream().map(this::remove).toList();
    }
}
