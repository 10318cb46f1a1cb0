package dev.archcheck.toolchain.download;

/** What people call the status codes of HTTP. */
final class StatusWords {

  private StatusWords() {}

  static String of(int status) {
    String words =
        switch (status) {
          case 400 -> "Bad Request";
          case 401 -> "Unauthorized";
          case 403 -> "Forbidden";
          case 404 -> "Not Found";
          case 407 -> "Proxy Authentication Required";
          case 408 -> "Request Timeout";
          case 410 -> "Gone";
          case 416 -> "Range Not Satisfiable";
          case 429 -> "Too Many Requests";
          case 500 -> "Internal Server Error";
          case 502 -> "Bad Gateway";
          case 503 -> "Service Unavailable";
          case 504 -> "Gateway Timeout";
          default -> "";
        };
    return words.isEmpty() ? "status " + status : status + " " + words;
  }
}
