package moonlet.node.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

class ApiDocumentTest {
    private final JsonNode document = new JsonMapper().readTree(ApiDocument.read());

    @Test
    void it_has_the_routes_that_there_are_and_no_others() {
        Set<String> written = new TreeSet<>();
        document.path("paths")
                .forEachEntry(
                        (path, methods) ->
                                methods.propertyNames()
                                        .forEach(method -> written.add(method + " " + path)));
        assertEquals(routes(), written);
    }

    @Test
    void it_has_what_each_route_takes_and_nothing_else() {
        for (Route route : Route.values()) {
            JsonNode operation =
                    document.path("paths")
                            .path(route.path())
                            .path(route.method().name().toLowerCase(Locale.ROOT));
            List<String> written = new ArrayList<>();
            operation.path("parameters").forEach(one -> addIfInQuery(one, written));
            JsonNode body =
                    operation.at("/requestBody/content").path("application/json").path("schema");
            schema(body).path("properties").propertyNames().forEach(written::add);
            assertEquals(route.takes(), written, route.path());
        }
    }

    private static void addIfInQuery(JsonNode parameter, List<String> names) {
        if (parameter.path("in").asString().equals("query")) {
            names.add(parameter.path("name").asString());
        }
    }

    private JsonNode schema(JsonNode written) {
        return written.has("$ref")
                ? document.at(written.path("$ref").asString().substring(1))
                : written;
    }

    @Test
    void what_changes_something_needs_the_token_and_probes_need_none() {
        document.path("paths")
                .forEachEntry(
                        (path, methods) -> {
                            JsonNode security = methods.path(0).path("security");
                            for (JsonNode operation : methods) {
                                security = operation.path("security");
                            }
                            String expected =
                                    methods.has("post")
                                            ? "[{\"token\":[]}]"
                                            : Access.OPEN.contains(path.split("/")[1])
                                                    ? "[]"
                                                    : "[{},{\"token\":[]}]";
                            assertEquals(expected, security.toString(), path);
                        });
    }

    private static Set<String> routes() {
        return Arrays.stream(Route.values())
                .map(route -> route.method().name().toLowerCase(Locale.ROOT) + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
