"""Start the web page over `documents/` on port 7860."""

from report_assistant.serving.cli import main

if __name__ == "__main__":
    main(["serve"])
