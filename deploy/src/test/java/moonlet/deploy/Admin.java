package moonlet.deploy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * The admin API of one start of a node.
 *
 * @param address {@code HOST:PORT}
 */
record Admin(HttpClient http, String address, String token) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration BOUND = Duration.ofSeconds(10);

    JsonNode get(String path) throws Exception {
        return answer(request(path).GET());
    }

    JsonNode post(String path, Map<String, ?> body) throws Exception {
        String text = JSON.writeValueAsString(body);
        return answer(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(text)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address + path))
                .timeout(BOUND)
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode answer(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
