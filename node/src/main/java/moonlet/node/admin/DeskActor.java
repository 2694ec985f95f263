package moonlet.node.admin;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.UntypedAbstractActor;

import java.util.List;
import java.util.Map;

/**
 * Answers what other nodes ask about this one. Requests and answers travel as texts, which Pekko
 * writes without a serializer of ours.
 */
final class DeskActor extends UntypedAbstractActor {
    static final String NAME = "moonlet-admin";

    private final LocalAnswers answers;

    DeskActor(LocalAnswers answers) {
        this.answers = answers;
    }

    /** A request as a text that this actor takes. */
    static String write(Request request) {
        return Json.write(
                List.of(request.method().name(), request.path(), request.query(), request.body()));
    }

    /** The answer in a text of this actor. */
    static Answer read(String text) {
        List<?> parts = Json.readList(text);
        return new Answer(((Number) parts.get(0)).intValue(), parts.get(1));
    }

    @Override
    @SuppressWarnings("unchecked")
    public void onReceive(Object message) {
        if (!(message instanceof String text)) {
            unhandled(message);
            return;
        }
        List<?> parts = Json.readList(text);
        Request request =
                new Request(
                        Request.Method.valueOf((String) parts.get(0)),
                        (List<String>) parts.get(1),
                        (Map<String, String>) parts.get(2),
                        (String) parts.get(3));
        ActorRef asker = sender();
        answers.of(request)
                .thenAccept(
                        answer ->
                                asker.tell(
                                        Json.write(List.of(answer.status(), answer.body())),
                                        self()));
    }
}
