"""Start the web page over `documents/` on port 7860."""

from report_assistant.serving.cli import serve

if __name__ == "__main__":
    serve()
