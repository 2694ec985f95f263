package moonlet.node.admin;

import java.util.List;
import java.util.Map;

/**
 * What somebody asks of a node.
 *
 * @param path its segments, decoded
 * @param query its parameters, decoded; of several with one name the last
 * @param body JSON, or empty
 */
record Request(Method method, List<String> path, Map<String, String> query, String body) {
    enum Method {
        /** Changes nothing. */
        GET,
        POST
    }

    Request {
        path = List.copyOf(path);
        query = Map.copyOf(query);
    }

    /** The same with another path, and nothing else. */
    Request of(List<String> otherPath) {
        return new Request(method, otherPath, Map.of(), "");
    }

    /** The same with this body. */
    Request with(String text) {
        return new Request(method, path, query, text);
    }

    /** The same with another body, and no parameters. */
    Request with(Map<String, ?> otherBody) {
        return new Request(method, path, Map.of(), Json.write(otherBody));
    }

    String query(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }
}
